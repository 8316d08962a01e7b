import {
  DeleteProvisionedConcurrencyConfigCommand,
  GetAliasCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { isConflict, noProvisioned } from './concurrency';
import { unless } from './unless';
import { FIXED, ReadyPolicy } from '../../src/private/ready-contract';
import { again } from '../stop/again';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html */
export interface Request {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceProperties: ReadyPolicy;
  readonly OldResourceProperties?: ReadyPolicy;
}

interface Invocation {
  getRemainingTimeInMillis(): number;
}

const lambda = new LambdaClient({});

/**
 * Sets the ready instances of an alias when a deployment changes what decides on them, and takes them away with it.
 * Application Auto Scaling leaves what it set last, and without traffic looks at it no more.
 */
export async function handler(request: Request, invocation: Invocation): Promise<void> {
  const remainingTime = () => invocation.getRemainingTimeInMillis();
  const work = request.RequestType === 'Delete' ? takeAway : set;
  // Others may have the alias for a moment: the deployment moves it to a new version.
  const failure = await again(() => work(request), isConflict, remainingTime).then(
    () => undefined,
    (error: Error) => `${error.name}: ${error.message}`,
  );
  await again(
    () => answer(request, failure),
    () => true,
    remainingTime,
  );
}

async function set({ ResourceProperties: policy, OldResourceProperties: old }: Request): Promise<void> {
  // What a window had set says nothing of the use.
  const before = old === undefined || old.Windows !== '' ? 0 : await current(policy);
  const instances = Math.min(Math.max(before, Number(policy.Min)), Number(policy.Max));
  if (instances === 0) return remove(policy);
  const config = { ...aliasOf(policy), ProvisionedConcurrentExecutions: instances };
  await lambda.send(new PutProvisionedConcurrencyConfigCommand(config));
}

/** Unless the same deployment gave the alias a number of its own. */
async function takeAway({ ResourceProperties: policy }: Request): Promise<void> {
  const { FunctionName, Alias: Name } = policy;
  const alias = await lambda.send(new GetAliasCommand({ FunctionName, Name })).catch(unless(noAlias));
  if (alias && alias.Description !== FIXED) await remove(policy);
}

async function current(policy: ReadyPolicy): Promise<number> {
  const found = await lambda
    .send(new GetProvisionedConcurrencyConfigCommand(aliasOf(policy)))
    .catch(unless(noProvisioned));
  return found?.RequestedProvisionedConcurrentExecutions ?? 0;
}

async function remove(policy: ReadyPolicy): Promise<void> {
  await lambda.send(new DeleteProvisionedConcurrencyConfigCommand(aliasOf(policy))).catch(unless(noProvisioned));
}

const noAlias = 'ResourceNotFoundException';

function aliasOf({ FunctionName, Alias }: ReadyPolicy) {
  return { FunctionName, Qualifier: Alias };
}

/** CloudFormation waits for an object that is put where it says. */
async function answer(request: Request, failure: string | undefined): Promise<void> {
  const { ResponseURL, StackId, RequestId, LogicalResourceId, ResourceProperties } = request;
  const body = JSON.stringify({
    Status: failure === undefined ? 'SUCCESS' : 'FAILED',
    Reason: failure,
    // Another function or alias is another thing: CloudFormation then has the earlier one deleted.
    PhysicalResourceId: `${ResourceProperties.FunctionName}:${ResourceProperties.Alias}`,
    StackId,
    RequestId,
    LogicalResourceId,
  });
  // The signature of the URL holds for no type.
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
  if (!ok) throw new Error(`CloudFormation's answer could not be put: status ${status}.`);
}
