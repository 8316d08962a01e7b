import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Firestore, startFirestore } from './firestore';
import { CloudStorage, startCloudStorage } from './gcs';
import { poll } from './mailbox';
import { PubSub, startPubSub } from './pubsub';
import type { CreateClient } from '../../handler/private/clients';
import { expectBucket, expectQueue, expectTable, expectTopic, ordersTable } from '../handler/clients';

// The clients of the package, against emulators. Secret Manager has none: test/handler/google holds its client against
// what the service answers.

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const caller = { traceparent, remainingTime: () => 20_000 };
const project = 'projects/acme-prod';
const id = randomUUID().slice(0, 8);
let folder: string;
let pubsub: PubSub;
let firestore: Firestore;
let storage: CloudStorage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faasade-google-'));
  [pubsub, firestore, storage] = await Promise.all([startPubSub(), startFirestore(), startCloudStorage()]);
  Object.assign(process.env, {
    GOOGLE_CLOUD_PROJECT: 'acme-prod',
    GOOGLE_APPLICATION_CREDENTIALS: serviceAccount(),
    PUBSUB_EMULATOR_HOST: pubsub.host,
    FIRESTORE_EMULATOR_HOST: firestore.host,
    STORAGE_EMULATOR_HOST: storage.url,
  });
}, 90_000);
afterAll(async () => {
  await Promise.all([pubsub?.server, firestore?.server, storage].map((emulator) => emulator?.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** A key file of an account that there is not: it signs URLs. In the cloud the account's own interface does. */
function serviceAccount(): string {
  const file = join(folder, 'key.json');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const client_email = 'fn@acme-prod.iam.gserviceaccount.com';
  writeFileSync(file, JSON.stringify({ type: 'service_account', project_id: 'acme-prod', client_email, private_key }));
  return file;
}

/** A client as the adapter makes it: its module reads the environment when it is first loaded. */
async function client(kind: string, name: string, link: unknown): Promise<any> {
  const { create } = (await import(`../../handler/google/client-${kind}`)) as { create: CreateClient<any> };
  return create(name, link, caller);
}

/** Creates a topic, and a subscription of the same name. */
async function topic(name: string): Promise<string> {
  const made = `${project}/topics/${name}-${id}`;
  await pubsub.need(made);
  await pubsub.need(`${project}/subscriptions/${name}-${id}`, { topic: made });
  return made;
}

const receive = (name: string) => poll(() => pubsub.pull(`${project}/subscriptions/${name}-${id}`), 20);

expectQueue(
  async () => client('queue', 'Jobs', [await topic('jobs')]),
  () => receive('jobs'),
  traceparent,
);

expectTopic(
  async () => client('topic', 'Orders', await topic('orders')),
  () => receive('orders'),
  traceparent,
);

expectBucket(async () => {
  const name = `uploads-${id}`;
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(`${storage.url}/storage/v1/b?project=acme-prod`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name }),
  });
  expect(made.status).toBe(200);
  return client('bucket', 'Uploads', name);
});

expectTable(() => client('table', 'Orders', { n: `${project}/databases/orders-${id}`, ...ordersTable }));
