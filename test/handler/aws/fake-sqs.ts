import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that takes what the SDK sends to SQS. */
export class FakeSqs {
  readonly sent: any[] = [];
  refuse = false;
  readonly #server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const input = JSON.parse(`${Buffer.concat(chunks)}`);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (this.refuse) {
      response.statusCode = 400;
      response.end('{"__type":"com.amazonaws.sqs#AccessDeniedException","message":"not authorized"}');
      return;
    }
    this.sent.push(input);
    const MD5OfMessageBody = createHash('md5').update(input.MessageBody).digest('hex');
    response.end(JSON.stringify({ MessageId: `${this.sent.length}`, MD5OfMessageBody }));
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** What the SDK reads. */
  get environment(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
