import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { http } from './model';
import { annotations, app, azureStack, fn, synth } from './place';
import * as faas from '../../src';

const { AzureQueue } = faas.azure;

test('a queue counts attempts, and keeps what could not be handled', () => {
  const stack = azureStack();
  const jobs = new faas.Queue(stack, 'Jobs', { maxAttempts: 9, name: 'acme-jobs' });
  expect(jobs.node.defaultChild).toBe(AzureQueue.of(jobs).queue);
  const { type, name, id } = jobs.deadLetters;
  fn(stack, 'Watch', { environment: { DEAD: `${type} ${name} ${id}` } });
  const { one } = synth(stack);
  expect(one('azurerm_servicebus_queue', 'Jobs/Queue')).toMatchObject({
    name: 'acme-jobs',
    max_delivery_count: 9,
    lock_duration: 'PT5M',
    dead_lettering_on_message_expiration: true,
    forward_dead_lettered_messages_to: expect.stringContaining('azurerm_servicebus_queue.Jobs_QueueDeadLetters_'),
  });
  expect(one('azurerm_servicebus_queue', 'Jobs/QueueDeadLetters').name).toBe('acme-jobs-dead-letters');
  expect(one('azurerm_function_app_flex_consumption').app_settings.DEAD).toMatch(
    /^azurerm_servicebus_queue \$\{azurerm_servicebus_queue\.Jobs_QueueDeadLetters_\w+\.name\} \$\{.*\.id\}$/,
  );
});

test('a queue in order has sessions, which forward nothing', () => {
  const stack = azureStack();
  const retention = faas.Duration.minutes(90);
  const jobs = new faas.Queue(stack, 'Jobs', { ordered: true, retention, removalPolicy: faas.RemovalPolicy.RETAIN });
  fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  const { one } = synth(stack);
  const its = one('azurerm_servicebus_queue', 'Jobs/Queue');
  expect(its).toMatchObject({
    requires_session: true,
    default_message_ttl: 'PT1H30M',
    dead_lettering_on_message_expiration: false,
    lifecycle: { prevent_destroy: true },
  });
  expect(its).not.toHaveProperty('forward_dead_lettered_messages_to');
  const { FAASADE_TRIGGERS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_TRIGGERS).q.Jobs).toMatchObject({ s: 1, a: 5, c: 'FAASADE_BUS' });
  expect(one('azurerm_role_assignment', 'Worker/SendToDeadLettersOf-Jobs').scope).toContain('QueueDeadLetters');
});

test('a delay is told to senders', () => {
  const stack = azureStack();
  const jobs = new faas.Queue(stack, 'Jobs', { delay: faas.Duration.seconds(30) });
  jobs.grantSend(fn(stack, 'Front'));
  const { FAASADE_LINKS } = synth(stack).one('azurerm_function_app_flex_consumption').app_settings;
  expect(FAASADE_LINKS).toMatch(/,30\]\}\}$/);
});

test('an order is told to senders, with the delay or none', () => {
  const stack = azureStack();
  const front = fn(stack, 'Front');
  new faas.Queue(stack, 'Jobs', { ordered: true }).grantSend(front);
  new faas.Queue(stack, 'Late', { ordered: true, delay: faas.Duration.seconds(30) }).grantSend(front);
  const { FAASADE_LINKS } = synth(stack).one('azurerm_function_app_flex_consumption').app_settings;
  expect(FAASADE_LINKS).toMatch(/"Jobs":\[.*,0,1\],"Late":\[.*,30,1\]\}\}$/);
});

test('an ordered queue has dead letters in two places, and one without sessions in one', () => {
  const stack = azureStack();
  new faas.Queue(stack, 'Jobs', { ordered: true });
  new faas.Queue(stack, 'Other');
  synth(stack);
  expect(annotations(stack)).toEqual([expect.stringMatching(/sub-queue.*\[queue\.orderedDeadLetters\]$/)]);
});

test('a queue that exists already has sessions where it is ordered', () => {
  const stack = azureStack();
  const jobs = faas.Queue.fromExisting(stack, 'Jobs', { azure: existing }, { ordered: true });
  jobs.grantSend(fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] }));
  const settings = synth(stack).one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(settings.FAASADE_TRIGGERS).q.Jobs).toMatchObject({ q: 'jobs', s: 1 });
  expect(JSON.parse(settings.FAASADE_LINKS).q.Jobs).toEqual(['acme.servicebus.windows.net', 'jobs', 0, 1]);
});

const existing = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ServiceBus/namespaces/acme/queues/jobs';

test('a queue that exists already is known by its id', () => {
  const stack = azureStack();
  const jobs = faas.Queue.fromExisting(stack, 'Jobs', { azure: existing });
  const worker = fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  jobs.grantSend(worker);
  const { one, all } = synth(stack);
  expect(all('azurerm_servicebus_queue')).toEqual([]);
  expect(all('azurerm_servicebus_namespace')).toEqual([]);
  expect(one('azurerm_role_assignment', 'ReceiveFrom-Jobs').scope).toBe(existing);
  const settings = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(settings.FAASADE_LINKS).q.Jobs).toEqual(['acme.servicebus.windows.net', 'jobs']);
  const { q, c } = JSON.parse(settings.FAASADE_TRIGGERS).q.Jobs;
  expect(q).toBe('jobs');
  expect(settings[`${c}__fullyQualifiedNamespace`]).toBe('acme.servicebus.windows.net');
  expect(() => AzureQueue.of(jobs).queue).toThrow("Queue 'service/Jobs' exists already");
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
  expect(JSON.parse(settings.FAASADE_TRIGGERS).q.Jobs.q).toContain(outputs);
  expect(JSON.parse(settings.FAASADE_TRIGGERS).q.Jobs.d).toContain(outputs);
  expect(settings.FAASADE_LINKS).toContain(outputs);
  const [prefix] = Object.keys(settings).flatMap((name) => /^(FAASADE_BUS_.*)__fully/.exec(name)?.[1] ?? []);
  expect(JSON.parse(settings.FAASADE_TRIGGERS).q.Jobs.c).toBe(prefix);
  expect(settings[`${prefix}__fullyQualifiedNamespace`]).toContain(outputs);
  expect(first.dependencies).toEqual([]);
  expect(second.dependencies).toEqual([first]);
});
