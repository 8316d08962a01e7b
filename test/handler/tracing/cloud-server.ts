import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message on its way, as every cloud delivers it in the end. */
export interface Sent {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A call of another function. */
export interface Called {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Plays what the clients of every cloud call: queues, topics, functions, secrets, and who the function is. */
export class CloudServer {
  static async start(): Promise<CloudServer> {
    const server = new CloudServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  readonly sent: Sent[] = [];
  readonly called: Called[] = [];
  /** The value of every secret; undefined: it may not be read. */
  secret: string | undefined = '';
  /** Who sends may not. */
  refuse = false;

  readonly #server = http.createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const [status, body] = this.#answer(request, text);
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  clear(): void {
    this.sent.length = 0;
    this.called.length = 0;
    this.refuse = false;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer({ url = '', headers }: http.IncomingMessage, text: string): [number, unknown] {
    if (url.startsWith('/any/') || url === '/refused') {
      this.called.push({ path: url, headers: headers as Record<string, string> });
      return [url === '/refused' ? 403 : 200, {}];
    }
    if (url.startsWith('/identity')) return [200, { access_token: 'T', expires_on: `${inAnHour()}` }];
    if (url.endsWith('/default/token')) return [200, { access_token: 'T', expires_in: 3600 }];
    if (url.startsWith('/computeMetadata')) return [200, `e30.${base64({ exp: inAnHour() })}.x`];
    if (this.refuse) return [403, '<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>'];
    const target = headers['x-amz-target'];
    if (target === 'secretsmanager.GetSecretValue' || url.startsWith('/secrets/')) {
      return this.secret === undefined ? [403, {}] : [200, { SecretString: this.secret, value: this.secret }];
    }
    if (url.endsWith(':access')) return [200, { payload: { data: Buffer.from(`${this.secret}`).toString('base64') } }];
    return this.#take(url, target !== undefined, text);
  }

  #take(url: string, sqs: boolean, text: string): [number, unknown] {
    if (sqs) {
      const { MessageBody, MessageAttributes } = JSON.parse(text);
      const attributes = Object.entries<any>(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]);
      this.sent.push({ text: MessageBody, attributes: Object.fromEntries(attributes) });
      return [200, { MessageId: '1', MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') }];
    }
    if (url.endsWith(':publish')) {
      const [{ data, attributes }] = JSON.parse(text).messages;
      this.sent.push({ text: Buffer.from(data, 'base64').toString(), attributes });
      return [200, { messageIds: ['1'] }];
    }
    if (url.endsWith('/messages')) {
      const [{ Body, UserProperties }] = JSON.parse(text);
      this.sent.push({ text: Body, attributes: UserProperties });
      return [201, ''];
    }
    const form = new URLSearchParams(text);
    const attributes: Record<string, string> = {};
    for (let n = 1; form.has(`MessageAttributes.entry.${n}.Name`); n++) {
      attributes[form.get(`MessageAttributes.entry.${n}.Name`)!] = form.get(
        `MessageAttributes.entry.${n}.Value.StringValue`,
      )!;
    }
    this.sent.push({ text: form.get('Message')!, attributes });
    return [200, '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>'];
  }
}

function inAnHour(): number {
  return Math.floor(Date.now() / 1000) + 3600;
}

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
