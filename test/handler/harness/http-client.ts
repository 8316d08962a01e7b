import http from 'node:http';
import type { HttpAnswer, HttpRequest } from './running';

/** Sends a request as it is: `fetch` would add and follow things. */
export function send(
  base: string,
  { method = 'GET', path, headers, body }: HttpRequest,
  agent?: http.Agent,
): Promise<HttpAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? undefined : { 'content-length': Buffer.byteLength(body) };
    const request = http.request(
      { hostname, port, path, method, headers: { ...length, ...headers }, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const got = new Headers();
          for (let i = 0; i < response.rawHeaders.length; i += 2) {
            got.append(response.rawHeaders[i], response.rawHeaders[i + 1]);
          }
          resolve({ status: response.statusCode!, headers: got, body: Buffer.concat(chunks) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
