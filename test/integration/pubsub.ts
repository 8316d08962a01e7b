import { answers, freePort, Running, start, tools } from './process';

export interface PubSub {
  readonly host: string;
  readonly server: Running;
  /** Calls the REST API. */
  ask(method: string, path: string, body?: unknown): Promise<any>;
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
  return { host, server, ask };
}
