import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it was sent. */
export interface Sent {
  readonly path: string;
  readonly Body: string;
  readonly BrokerProperties: Readonly<Record<string, string>>;
  readonly UserProperties: Readonly<Record<string, string>>;
}

/** Plays Service Bus' REST interface and the managed identity for a function in a process of its own. */
export class ServiceBusServer {
  static async start(): Promise<ServiceBusServer> {
    const server = new ServiceBusServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  readonly sent: Sent[] = [];
  /** What the next messages are answered with; 201 without one. */
  readonly answers: number[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    if (request.url!.startsWith('/identity')) {
      response.end(JSON.stringify({ access_token: 'T', expires_on: `${Math.floor(Date.now() / 1000) + 3600}` }));
      return;
    }
    const status = request.headers.authorization === 'Bearer T' ? (this.answers.shift() ?? 201) : 401;
    if (status === 201) this.sent.push({ path: request.url!, ...JSON.parse(Buffer.concat(chunks).toString())[0] });
    response.writeHead(status).end();
  });

  /** Settings with which a function reaches this server, for the connection `SB`. */
  get environment(): Record<string, string> {
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return {
      SERVICE_BUS: url,
      IDENTITY_ENDPOINT: `${url}/identity`,
      IDENTITY_HEADER: 'H',
      SB__fullyQualifiedNamespace: 'ns.servicebus.windows.net',
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
