import { createServer, request, Server } from 'http';
import { AddressInfo } from 'net';
import { answers, freePort, Running, start, tools } from './process';

export interface CloudStorage {
  /** For `STORAGE_EMULATOR_HOST`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** An emulator of Cloud Storage, in memory. */
export async function startCloudStorage(): Promise<CloudStorage> {
  const port = await freePort();
  const front = sdkFront(port);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(front.address() as AddressInfo).port}`;
  const place = ['-scheme', 'http', '-host', '127.0.0.1', '-port', `${port}`, '-public-host', host];
  const server: Running = start(tools.gcs, [...place, '-backend', 'memory', '-log-level', 'error'], {});
  await answers(`http://127.0.0.1:${port}/_internal/healthcheck`, server);
  const stop = async () => {
    front.closeAllConnections();
    front.close();
    await server.stop();
  };
  return { url: `http://${host}`, stop };
}

/**
 * What this emulator does not do itself. The SDK leaves the API's own path out where it calls an emulator, and this one
 * wants it; and it answers the first page of a list as if there were no other.
 */
function sdkFront(port: number): Server {
  const emulator = `http://127.0.0.1:${port}`;
  return createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming;
    const path = /^\/b[/?]/.test(url) ? `/storage/v1${url}` : url;
    const asked = new URL(path, emulator);
    if (method === 'GET' && /^\/storage\/v1\/b\/[^/]+\/o$/.test(asked.pathname)) {
      void list(asked).then((page) => outgoing.end(JSON.stringify(page)));
      return;
    }
    const passed = request({ host: '127.0.0.1', port, method, headers, path }, (response) => {
      outgoing.writeHead(response.statusCode!, response.rawHeaders);
      response.pipe(outgoing);
    });
    // The caller has broken off, or the emulator has.
    passed.on('error', () => outgoing.destroy());
    incoming.on('close', () => incoming.complete || passed.destroy());
    incoming.pipe(passed);
  });
}

/** A page of a list; a token of a page is how many objects come before it. */
async function list(asked: URL): Promise<object> {
  const { searchParams } = asked;
  const [first, count] = [Number(searchParams.get('pageToken') ?? 0), Number(searchParams.get('maxResults'))];
  searchParams.delete('maxResults');
  const { items = [], ...rest } = (await (await fetch(asked)).json()) as { items?: readonly unknown[] };
  const next = first + count;
  return { ...rest, items: items.slice(first, next), ...(next < items.length && { nextPageToken: `${next}` }) };
}
