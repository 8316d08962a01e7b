import { randomUUID } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { Core } from '../../azure-core';
import { send } from '../http-client';
import type { HttpRequest } from '../running';
import { answer } from './serve';

// The library listens for bodies on every interface; a test must not.
const listen = net.Server.prototype.listen as (...args: unknown[]) => net.Server;
net.Server.prototype.listen = function (this: net.Server, ...args: any[]) {
  const callback = args.find((arg) => typeof arg === 'function');
  return listen.call(this, typeof args[0] === 'number' ? args[0] : 0, '127.0.0.1', callback);
} as typeof net.Server.prototype.listen;

// Service Bus and the management interface, where a test plays them.
const { SERVICE_BUS, MANAGEMENT } = process.env;
const management = 'https://management.azure.com';
const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = typeof input === 'string' ? input : undefined;
  if (url && MANAGEMENT && url.startsWith(management)) return realFetch(url.replace(management, MANAGEMENT), init);
  return realFetch(
    url && SERVICE_BUS ? url.replace(/^https:\/\/[\w.]+\.servicebus\.windows\.net/, SERVICE_BUS) : input,
    init,
  );
};

const core = new Core();
core.install((_level, message) => process.stdout.write(`${message}\n`));
// eslint-disable-next-line @typescript-eslint/no-require-imports
require(join(__dirname, 'index.js'));
const capabilities = core.capabilities();

answer(async (request) => {
  if (request.list) return [...core.functions.values()].map(({ metadata }) => JSON.parse(JSON.stringify(metadata)));
  return request.http ? invokeHttp(request.http) : core.invoke({ invocationId: randomUUID(), ...request });
});

// As the host does: the body goes through the library's server, the invocation through the worker.
async function invokeHttp(request: HttpRequest) {
  const { HttpUri: uri } = await capabilities;
  const invocationId = randomUUID();
  const forwarded = { 'x-forwarded-host': 'app.azurewebsites.net', 'x-forwarded-proto': 'https' };
  const headers = Object.fromEntries(
    Object.entries({ ...forwarded, ...request.headers }).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  const answered = send(
    uri,
    { ...request, headers: { ...headers, 'x-ms-invocation-id': invocationId } },
    new http.Agent(),
  );
  const triggerMetadata = { Headers: { json: JSON.stringify(headers) } };
  await core.invoke({ name: 'http', invocationId, data: { http: {} }, triggerMetadata });
  const { status, headers: got, body } = await answered;
  return { status, headers: [...got].filter(([name]) => name !== 'x-ms-invocation-id'), body };
}
