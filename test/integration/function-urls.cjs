/**
 * Loaded ahead of a handler in the emulator: function URLs have no DNS names there, but it knows them by the host header,
 * which `fetch` doesn't let anyone set.
 */
const { request } = require('node:http');
const { buffer } = require('node:stream/consumers');
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const url = new URL(input);
  if (!url.host.includes('.lambda-url.')) return fetch(input, init);
  const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL);
  const headers = { ...Object.fromEntries(init.headers), host: url.host };
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path: url.pathname + url.search, method: init.method, headers });
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
        values.map((value) => [name, value]),
      );
      buffer(incoming).then((body) => resolve(new Response(body, { status: incoming.statusCode, headers })), reject);
    });
    outgoing.end(init.body);
  });
};
