import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { json } from 'stream/consumers';
import { FakeLambda } from './fake-lambda';
import type { Request } from '../../../handler/aws/ready';
import { FIXED, ReadyPolicy } from '../../../src/private/ready-contract';

const policy = { FunctionName: 'shop', Alias: 'live', Min: '2', Max: '2', Windows: '' };
const window = 'cron(0 8 ? * MON *) UTC 50, cron(0 18 ? * MON *) UTC 2';
const PUT = 'PUT /functions/shop/provisioned-concurrency';
const DELETE = 'DELETE /functions/shop/provisioned-concurrency';

let cloud: FakeLambda;
let formation: Server;
/** What CloudFormation was told, and how it answers. */
const told: { readonly method?: string; readonly type?: string; readonly body: Record<string, string> }[] = [];
let statuses: number[];
let handler: typeof import('../../../handler/aws/ready').handler;
const saved = process.env;

beforeEach(async () => {
  told.length = 0;
  statuses = [];
  cloud = new FakeLambda({ suspended: false, mappings: {}, parameters: {} });
  formation = createServer((request, response) => {
    void record(request).then(() => response.writeHead(statuses.shift() ?? 200).end());
  });
  await new Promise<void>((resolve) => formation.listen(0, '127.0.0.1', resolve));
  process.env = {
    ...saved,
    AWS_ENDPOINT_URL: await cloud.start(),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  jest.resetModules();
  ({ handler } = jest.requireActual<typeof import('../../../handler/aws/ready')>('../../../handler/aws/ready'));
});
afterEach(() => {
  cloud.stop();
  formation.closeAllConnections();
  formation.close();
  process.env = saved;
  expect(cloud.wrong).toEqual([]);
});

async function record(request: IncomingMessage): Promise<void> {
  const body = (await json(request)) as Record<string, string>;
  told.push({ method: request.method, type: request.headers['content-type'], body });
}

/** What a deployment asks for; undefined for a policy that was not, or is no longer, there. */
async function deploy(old: ReadyPolicy | undefined, now: ReadyPolicy | undefined, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  const request: Request = {
    RequestType: !old ? 'Create' : !now ? 'Delete' : 'Update',
    ResponseURL: `http://127.0.0.1:${(formation.address() as AddressInfo).port}/answer?Signature=x`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'ShopReady',
    ResourceProperties: (now ?? old)!,
    ...(old && now && { OldResourceProperties: old }),
  };
  await handler(request, { getRemainingTimeInMillis: () => end - Date.now() });
}

const answered = (answer: object) => [
  {
    method: 'PUT',
    type: '',
    body: {
      PhysicalResourceId: 'shop:live',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'ShopReady',
      ...answer,
    },
  },
];
const succeeded = answered({ Status: 'SUCCESS' });

test.each<[string, number | undefined, ReadyPolicy | undefined, ReadyPolicy | undefined, number | undefined, string[]]>(
  [
    ['the first deployment has as many ready as at other times', undefined, undefined, policy, 2, [PUT]],
    [
      'none, where none is ready outside of windows',
      undefined,
      undefined,
      { ...policy, Min: '0', Max: '0' },
      undefined,
      [DELETE],
    ],
    [
      'from windows to following the use: what a window had set goes',
      50,
      { ...policy, Windows: window },
      { ...policy, Max: '60' },
      2,
      [PUT],
    ],
    [
      'other windows: what one of the earlier had set goes',
      50,
      { ...policy, Max: '60', Windows: window },
      { ...policy, Max: '60', Windows: 'others' },
      2,
      [PUT],
    ],
    ['other bounds: what the use asks for stays', 30, { ...policy, Max: '40' }, { ...policy, Max: '60' }, 30, [PUT]],
    ['other bounds: above what the use asks for', 30, { ...policy, Max: '40' }, { ...policy, Max: '20' }, 20, [PUT]],
    ['other bounds: below it', 3, { ...policy, Max: '40' }, { ...policy, Min: '5', Max: '40' }, 5, [PUT]],
    [
      'bounds of a function that was given none yet',
      undefined,
      { ...policy, Max: '40' },
      { ...policy, Max: '60' },
      2,
      [PUT],
    ],
    ['to on demand: what was set last goes', 50, { ...policy, Windows: window }, undefined, undefined, [DELETE]],
    ['to on demand, twice', undefined, { ...policy, Windows: window }, undefined, undefined, [DELETE]],
  ],
)('%s', async (_, before, old, now, after, changes) => {
  cloud.state.provisioned = before;
  await deploy(old, now);
  expect([cloud.state.provisioned, cloud.changes, told]).toEqual([after, changes, succeeded]);
});

test('to a fixed number: the one that the alias has stays', async () => {
  cloud.state = { ...cloud.state, provisioned: 7, description: FIXED };
  await deploy({ ...policy, Windows: window }, undefined);
  expect([cloud.state.provisioned, cloud.changes, told]).toEqual([7, [], succeeded]);
});

test('where the alias is gone nothing is left to take away', async () => {
  cloud.state.description = null;
  await deploy(policy, undefined);
  expect([cloud.changes, told]).toEqual([[], succeeded]);
});

test('waits while the alias is on its way to another version', async () => {
  cloud.errors.push('ResourceConflictException', 'ResourceConflictException');
  await deploy(undefined, policy);
  expect([cloud.state.provisioned, cloud.changes, told]).toEqual([2, [PUT, PUT, PUT], succeeded]);
}, 20_000);

test.each([
  ['what is refused', ['InvalidParameterValueException'], 60, 'InvalidParameterValueException: UnknownError'],
  ['what was in conflict to the end', ['ResourceConflictException'], 5, 'ResourceConflictException: UnknownError'],
])('tells the deployment of %s', async (_, errors, seconds, Reason) => {
  cloud.errors.push(...errors);
  await deploy(undefined, policy, seconds);
  expect([cloud.state.provisioned, told]).toEqual([undefined, answered({ Status: 'FAILED', Reason })]);
});

test('tells the deployment again where it could not be told', async () => {
  statuses = [500, 200];
  await deploy(undefined, policy);
  expect([cloud.changes, told]).toEqual([[PUT], [...succeeded, ...succeeded]]);
});

test('fails where the deployment can not be told at all, so that Lambda tries it again', async () => {
  statuses = [403];
  await expect(deploy(undefined, policy, 4)).rejects.toThrow("CloudFormation's answer could not be put: status 403.");
});
