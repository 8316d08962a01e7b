import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { http } from './model';
import { app, azureStack, fn, synth } from './place';
import * as faas from '../../src';

const { AzureQueue } = faas.azure;

test('a queue counts attempts, and keeps what could not be handled', () => {
  const stack = azureStack();
  const jobs = new faas.Queue(stack, 'Jobs', { maxAttempts: 9, name: 'acme-jobs' });
  expect(jobs.node.defaultChild).toBe(AzureQueue.of(jobs).queue);
  expect(synth(stack).one('azurerm_servicebus_queue')).toMatchObject({
    name: 'acme-jobs',
    max_delivery_count: 9,
    lock_duration: 'PT5M',
    dead_lettering_on_message_expiration: true,
  });
});

test('fails if its parts are asked for on another cloud', () => {
  const other = new faas.Queue(new Stack(new CdkApp(), 'aws'), 'Jobs');
  expect(() => AzureQueue.of(other)).toThrow(new Error("Queue 'aws/Jobs' is on aws, not on azure."));
});

test('a sender may send to the one queue, and is told where it is', () => {
  const stack = azureStack();
  const jobs = new faas.Queue(stack, 'Jobs');
  const front = fn(stack, 'Front', { triggers: [http()] });
  jobs.grantSend(front);
  jobs.grantSend(front);
  const { one } = synth(stack);
  const { scope, ...role } = one('azurerm_role_assignment', 'Front/SendTo-Jobs');
  expect(role).toMatchObject({
    role_definition_name: 'Azure Service Bus Data Sender',
    principal_type: 'ServicePrincipal',
    skip_service_principal_aad_check: true,
  });
  const queue = /^\$\{(azurerm_servicebus_queue\.\w+)\.id\}$/.exec(scope)![1];
  const { FAASADE_LINKS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(FAASADE_LINKS).toMatch(/^\{"q":\{"Jobs":\["\$\{trimsuffix\(trimprefix\(azurerm_servicebus_namespace\./);
  expect(FAASADE_LINKS).toContain(`"\${${queue}.name}"`);
});

test('a consumer in another stack refers to the queue, and the queue to nobody', () => {
  const parent = app();
  const [first, second] = [azureStack(parent, 'first'), azureStack(parent, 'second')];
  const jobs = new faas.Queue(first, 'Jobs');
  const worker = fn(second, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  jobs.grantSend(worker);
  const { one } = synth(second);
  const outputs = 'data.terraform_remote_state.cross-stack-reference-input-first.outputs';
  expect(one('azurerm_role_assignment', 'ReceiveFrom-Jobs').scope).toContain(outputs);
  const settings = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(settings.FAASADE_TRIGGERS).q.Jobs[0]).toContain(outputs);
  expect(settings.FAASADE_LINKS).toContain(outputs);
  const [prefix] = Object.keys(settings).flatMap((name) => /^(FAASADE_BUS_.*)__fully/.exec(name)?.[1] ?? []);
  expect(JSON.parse(settings.FAASADE_TRIGGERS).q.Jobs[1]).toBe(prefix);
  expect(settings[`${prefix}__fullyQualifiedNamespace`]).toContain(outputs);
  expect(first.dependencies).toEqual([]);
  expect(second.dependencies).toEqual([first]);
});
