import { createServer, IncomingMessage } from 'http';
import { AddressInfo } from 'net';

export interface Mailbox {
  readonly url: string;
  /** Everything that was posted, in order. */
  readonly letters: readonly Letter[];
  /** Serves a body at a path, and keeps what is put there. */
  readonly files: Map<string, Buffer>;
  /** Waits until letters that match are there. */
  until<T>(find: (letters: readonly Letter[]) => T | undefined, seconds: number): Promise<T>;
  close(): void;
}

// Whatever handlers tell; each test knows its own shape.
export type Letter = Record<string, any>;

/** A loopback server that handlers tell what they did, and that holds a few files. */
export async function openMailbox(): Promise<Mailbox> {
  const letters: Letter[] = [];
  const files = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'POST') letters.push(JSON.parse((await bodyOf(request)).toString()));
    if (request.method === 'PUT') files.set(path, await bodyOf(request));
    const file = request.method === 'GET' ? files.get(path) : undefined;
    response.statusCode = request.method === 'GET' && !file ? 404 : 200;
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const until: Mailbox['until'] = (find, seconds) =>
    poll(
      () => find(letters),
      seconds,
      () => JSON.stringify(letters),
    );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, letters, files, until, close: () => server.close() };
}

/** Asks again and again until there is an answer; the error says what was there instead. */
export async function poll<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  seconds: number,
  seen: () => string = () => 'nothing',
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Not within ${seconds} seconds. Seen: ${seen()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
