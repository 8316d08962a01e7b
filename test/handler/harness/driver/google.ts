import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { answer } from './serve';

// Secret Manager, where a test plays it.
const { SECRET_MANAGER } = process.env;
const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = typeof input === 'string' && SECRET_MANAGER;
  return realFetch(url ? `${input}`.replace('https://secretmanager.googleapis.com', url) : input, init);
};

// eslint-disable-next-line @typescript-eslint/no-require-imports
require(join(__dirname, 'index.js'));

const server = getTestServer('handler');
const listening = new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

answer(async ({ flush }) => {
  await listening;
  return flush ? undefined : (server.address() as AddressInfo).port;
});
