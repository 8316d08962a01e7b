import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { answer } from './serve';

// eslint-disable-next-line @typescript-eslint/no-require-imports
require(join(__dirname, 'index.js'));

const server = getTestServer('handler');
const listening = new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

answer(async ({ flush }) => {
  await listening;
  return flush ? undefined : (server.address() as AddressInfo).port;
});
