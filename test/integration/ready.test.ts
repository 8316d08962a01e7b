import { join } from 'path';
import {
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { clientOptions, deploy, Ministack, startMinistack } from './ministack';

let cloud: Ministack;
let lambda: LambdaClient;
let FunctionName: string;

beforeAll(async () => {
  cloud = await startMinistack();
  lambda = new LambdaClient(clientOptions(cloud));
}, 60_000);
afterAll(() => cloud?.server.stop());

/** Deploys the function with another policy; how many are ready then. */
async function ready(POLICY: string): Promise<number | undefined> {
  const { outputs } = deploy(cloud, join(__dirname, 'ready-app.ts'), { POLICY });
  FunctionName = outputs.ready!.Name!;
  const config = await lambda
    .send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: 'live' }))
    .catch((error: Error) => {
      if (error.name !== 'ProvisionedConcurrencyConfigNotFoundException') throw error;
    });
  return config?.RequestedProvisionedConcurrentExecutions;
}

/** What Application Auto Scaling would do at the opening of a window, or under load. */
async function scale(instances: number): Promise<void> {
  const config = { FunctionName, Qualifier: 'live', ProvisionedConcurrentExecutions: instances };
  await lambda.send(new PutProvisionedConcurrencyConfigCommand(config));
}

test('whichever policy comes after which, nothing of the last one stays', async () => {
  expect(await ready('windows')).toBe(3);
  await scale(50);
  expect(await ready('max')).toBe(2);
  await scale(30);
  expect(await ready('wider')).toBe(30);
  expect(await ready('fixed')).toBe(7);
  expect(await ready('windows')).toBe(3);
  await scale(50);
  expect(await ready('onDemand')).toBeUndefined();
}, 600_000);
