import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { regional, regionOf } from '../../../handler/aws/regional';
import type { CreateClient } from '../../../handler/private/clients';

test.each([
  ['arn:aws:sns:us-east-1:123456789012:orders', 'us-east-1'],
  ['arn:aws-cn:dynamodb:cn-north-1:123456789012:table/orders', 'cn-north-1'],
  ['https://sqs.us-gov-west-1.amazonaws.com/123456789012/jobs', 'us-gov-west-1'],
  ['https://sqs.cn-north-1.amazonaws.com.cn/123456789012/jobs', 'cn-north-1'],
  ['http://localhost:4566/000000000000/jobs', undefined],
  ['orders', undefined],
])('%s is in %s', (place, region) => expect(regionOf(place)).toBe(region));

describe('clients', () => {
  const caller = { traceparent: '00-1', remainingTime: () => 1000 };
  const regions: (string | undefined)[] = [];
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [, region] = /Credential=test\/\d+\/([\w-]+)\//.exec(`${request.headers.authorization}`) ?? [];
      regions.push(region);
      response.statusCode = 400;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => (regions.length = 0));

  test('are one for each region, and the one of the function is made at once', () => {
    const made: object[] = [];
    const clientFor = regional((config) => (made.push(config), config));
    expect(made).toEqual([{}]);
    expect(clientFor('orders')).toBe(clientFor('arn:aws:sns:eu-central-1:123456789012:orders'));
    expect(clientFor('arn:aws:sns:us-east-1:123456789012:a')).toBe(clientFor('arn:aws:sns:us-east-1:123456789012:b'));
    expect(made).toEqual([{}, { region: 'us-east-1' }]);
  });

  const at = (region: string) => `${region}:123456789012`;

  test.each([['eu-central-1'], ['us-east-1']])(
    'call a topic, a secret and a table where they are: %s',
    async (region) => {
      /* eslint-disable @typescript-eslint/no-require-imports -- after the environment is set */
      const topic = require('../../../handler/aws/client-topic') as { create: CreateClient<'topic'> };
      const secret = require('../../../handler/aws/client-secret') as { create: CreateClient<'secret'> };
      const table = require('../../../handler/aws/client-table') as { create: CreateClient<'table'> };
      /* eslint-enable @typescript-eslint/no-require-imports */
      const orders = table.create('Orders', { n: `arn:aws:dynamodb:${at(region)}:table/orders`, k: ['id'] }, caller);
      const calls = [
        () => topic.create('Orders', `arn:aws:sns:${at(region)}:orders`, caller).publish(1),
        () => secret.create('Key', `arn:aws:secretsmanager:${at(region)}:secret:key-AbCdEf`, caller).value(),
        () => orders.get({ id: 'a' }),
        () => orders.put({ id: 'a' }),
      ];
      for (const call of calls) await expect(call()).rejects.toThrow('failed');
      expect(regions).toEqual(calls.map(() => region));
    },
  );
});
