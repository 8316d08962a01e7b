import { answers, freePort, Running, start, tools } from './process';

export interface PubSub {
  readonly host: string;
  readonly server: Running;
  /** Calls the REST API. */
  ask(method: string, path: string, body?: unknown): Promise<any>;
  /** Creates a topic or a subscription, if it is not there yet. */
  need(path: string, body?: unknown): Promise<void>;
  /** Publishes to a topic. */
  publish(topic: string, data: unknown, attributes: Record<string, string>): Promise<void>;
  /** Takes the next message of a subscription. */
  pull(subscription: string): Promise<Pulled | undefined>;
}

export interface Pulled {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Google's own emulator of Pub/Sub. */
export async function startPubSub(): Promise<PubSub> {
  const host = `127.0.0.1:${await freePort()}`;
  const [name, port] = host.split(':');
  const server = start('java', ['-Xmx256m', '-jar', tools.pubsubJar, `--host=${name}`, `--port=${port}`], {});
  await answers(`http://${host}/v1/projects/acme-prod/topics`, server, 60);
  const ask: PubSub['ask'] = async (method, path, body) => {
    const response = await fetch(`http://${host}/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const need: PubSub['need'] = async (path, body) => {
    const known = await fetch(`http://${host}/v1/${path}`);
    if (known.status === 404) await ask('PUT', path, body);
  };
  const publish: PubSub['publish'] = async (topic, data, attributes) => {
    const encoded = Buffer.from(JSON.stringify(data)).toString('base64');
    await ask('POST', `${topic}:publish`, { messages: [{ data: encoded, attributes }] });
  };
  const pull: PubSub['pull'] = async (subscription) => {
    const [received] = (await ask('POST', `${subscription}:pull`, { maxMessages: 1 })).receivedMessages ?? [];
    if (!received) return undefined;
    await ask('POST', `${subscription}:acknowledge`, { ackIds: [received.ackId] });
    const { data = '', attributes = {} } = received.message;
    return { text: Buffer.from(data, 'base64').toString(), attributes };
  };
  return { host, server, ask, need, publish, pull };
}
