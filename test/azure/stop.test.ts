import { readFileSync } from 'fs';
import { join } from 'path';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { app, azureStack, code, fn, options, synth, Synthesized } from './place';
import * as faas from '../../src';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const elsewhere =
  '/subscriptions/2/resourceGroups/elsewhere/providers/Microsoft.ServiceBus/namespaces/premium/queues/other';
const APP = 'azurerm_function_app_flex_consumption';
const TAG = 'tags["faasade-stopped"]';

/** A function before the stop, and one after it with triggers that come later still. */
function service(stack = azureStack()) {
  fn(stack, 'Before', { triggers: [http] });
  const stop = faas.Stop.of(stack);
  const after = fn(stack, 'After');
  after.addTrigger(faas.Trigger.topic(new faas.Topic(stack, 'News')));
  after.addTrigger(faas.Trigger.queue(faas.Queue.fromExisting(stack, 'Other', { azure: elsewhere })));
  after.addTrigger(faas.Trigger.queue(new faas.Queue(stack, 'Jobs')));
  return { stop, after, stack };
}

const targets = ({ one }: Synthesized, path: string) =>
  JSON.parse(one(APP, `${path}/Breaker/App`).app_settings.STOP_TARGETS);
const id = (type: string, element: string) =>
  expect.stringMatching(new RegExp(`^\\$\\{${type}\\.${element}_\\w+\\.id\\}$`));
const queueId = (element: string) => id('azurerm_servicebus_queue', element);

test('the breaker knows the functions that came before it and after it with all their queues, and not itself', () => {
  expect(targets(synth(service().stack), 'Stop')).toEqual({
    f: [
      { a: id(APP, 'Before_App'), q: [] },
      { a: id(APP, 'After_App'), q: [queueId('After_Inbox'), queueId('Jobs_Queue'), elsewhere] },
    ],
  });
});

test('it may stop just these apps and pause just these queues', () => {
  const { one, all } = synth(service().stack);
  const assignments = all('azurerm_role_assignment').filter((path) => /Stop\/(App|Queue)-/.test(path));
  const group = expect.stringMatching(/^\/subscriptions\/\$\{.*subscription_id\}\/resourceGroups\/\$\{.*name\}$/);
  const sites = 'Microsoft.Web/sites';
  const queues = 'Microsoft.ServiceBus/namespaces/queues';
  expect(
    assignments.map((path) => {
      const { scope, role_definition_id: role, principal_id: to } = one('azurerm_role_assignment', path);
      expect(to).toMatch(/^\$\{azurerm_user_assigned_identity\.Stop_Breaker_Identity_\w+\.principal_id\}$/);
      return [scope, role.replace(/^\$\{azurerm_role_definition\.(\w+?)_[\dA-F]{8}\..*$/, '$1').replace(/-\w+$/, '')];
    }),
  ).toEqual([
    [id(APP, 'After_App'), 'Stop_AppStopper'],
    [id(APP, 'Before_App'), 'Stop_AppStopper'],
    [queueId('After_Inbox'), 'Stop_QueuePauser'],
    [queueId('Jobs_Queue'), 'Stop_QueuePauser'],
    [elsewhere, expect.stringMatching(/^\$\{azurerm_role_definition\.Stop_QueuePauser-/)],
  ]);
  expect(one('azurerm_role_definition', 'Stop/AppStopper')).toMatchObject({
    scope: group,
    assignable_scopes: [group],
    permissions: [
      {
        actions: [
          `${sites}/read`,
          `${sites}/start/action`,
          `${sites}/stop/action`,
          'Microsoft.Resources/tags/read',
          'Microsoft.Resources/tags/write',
        ],
      },
    ],
  });
  const pausers = all('azurerm_role_definition').filter((path) => path.includes('QueuePauser'));
  expect(pausers.map((path) => one('azurerm_role_definition', path))).toMatchObject(
    ['/subscriptions/2/resourceGroups/elsewhere', group].map((scope) => ({
      assignable_scopes: [scope],
      permissions: [{ actions: [`${queues}/read`, `${queues}/write`] }],
    })),
  );
});

test('a given namespace has a role of its own group', () => {
  const namespace = '/subscriptions/1/resourceGroups/shared/providers/Microsoft.ServiceBus/namespaces/acme';
  const serviceBusNamespace = { id: namespace, endpoint: 'https://acme.servicebus.windows.net:443/' };
  const { stack, stop } = service(azureStack(app(), 'service', { serviceBusNamespace }));
  const { one, all } = synth(stack);
  const scopes = all('azurerm_role_definition')
    .filter((path) => path.includes('QueuePauser'))
    .map((path) => one('azurerm_role_definition', path).scope);
  expect(scopes.sort()).toEqual([
    expect.stringMatching(/^\$\{join\("\/", slice\(split\("\/", azurerm_servicebus_queue\.\w+\.id\), 0, 5\)\)\}$/),
    '/subscriptions/2/resourceGroups/elsewhere',
  ]);
  expect(one('azurerm_monitor_metric_alert', 'Stop/Failed').scopes).toEqual([namespace]);
  expect(stop._stop.command('stop')).toContain('"https://acme.servicebus.windows.net/acme-service-stop-notices-');
});

test('functions on another cloud of the stack have roles of its resource group', () => {
  const stack = azureStack();
  const part = new Construct(stack, 'Part');
  const cloud = new faas.azure.AzureCloud(part, 'Cloud', {
    ...options,
    namespace: 'other',
    resourceGroup: { name: 'elsewhere' },
  });
  expect(cloud.node.path).toBe('service/Part/Cloud');
  const work = new faas.Queue(part, 'Work');
  new faas.Function(part, 'Worker', { code, triggers: [faas.Trigger.queue(work)] });
  faas.Stop.of(stack);
  const { one, all } = synth(stack);
  const roles = all('azurerm_role_definition').filter((path) => path.startsWith('service/Stop/'));
  expect(roles.map((path) => path.replace(/-[0-9a-f]{8}$/, '-…'))).toEqual([
    'service/Stop/AppStopper-…',
    'service/Stop/QueuePauser-…',
  ]);
  for (const path of roles) {
    expect(one('azurerm_role_definition', path).scope).toMatch(/\/resourceGroups\/elsewhere$/);
  }
});

test('plans leave alone what a stop changes, and what others asked for', () => {
  const stack = azureStack();
  const jobs = new faas.Queue(stack, 'Jobs', { removalPolicy: faas.RemovalPolicy.RETAIN });
  const windows = [faas.CapacityWindow.cron({ opens: '0 8 * * *', closes: '0 9 * * *', warm: 3 })];
  const triggers = [faas.Trigger.queue(jobs)];
  fn(stack, 'Work', { triggers, capacity: faas.Capacity.warm(0, { windows }) });
  const other = fn(stack, 'Other', { triggers: [http] });
  faas.azure.AzureFunction.of(other).app.lifecycle = { ignoreChanges: 'all' };
  faas.Stop.of(stack);
  const { one } = synth(stack);
  expect(one(APP, 'Work/App').lifecycle).toEqual({ ignore_changes: ['always_ready', TAG] });
  expect(one(APP, 'Other/App').lifecycle).toEqual({ ignore_changes: 'all' });
  expect(one(APP, 'Breaker/App')).not.toHaveProperty('lifecycle');
  expect(one('azurerm_servicebus_queue', 'Jobs/Queue').lifecycle).toEqual({
    prevent_destroy: true,
    ignore_changes: ['status'],
  });
  expect(one('azurerm_servicebus_queue', 'Jobs/QueueDeadLetters').lifecycle).toEqual({ prevent_destroy: true });
});

test('a stop of a function and one of its stack both stop it, each with rights of its own', () => {
  const { stack, after } = service();
  faas.Stop.of(after);
  const synthesized = synth(stack);
  const { one, all } = synthesized;
  const its = { a: id(APP, 'After_App'), q: [queueId('After_Inbox'), queueId('Jobs_Queue'), elsewhere] };
  expect(targets(synthesized, 'After/Stop')).toEqual({ f: [its] });
  expect(targets(synthesized, 'service/Stop').f).toEqual([{ a: id(APP, 'Before_App'), q: [] }, its]);
  expect(one(APP, 'After/App').lifecycle).toEqual({ ignore_changes: [TAG] });
  const onTheApp = all('azurerm_role_assignment').filter((path) => path.endsWith('Stop/App-service--After'));
  expect(onTheApp).toEqual(['service/After/Stop/App-service--After', 'service/Stop/App-service--After']);
  const names = all('azurerm_role_definition').map((path) => one('azurerm_role_definition', path).name);
  expect(new Set(names).size).toBe(6);
});

test('a queue that exists already and invokes two functions is granted once', () => {
  const stack = azureStack();
  for (const name of ['A', 'B']) {
    fn(stack, name, {
      triggers: [faas.Trigger.queue(faas.Queue.fromExisting(stack, `Other${name}`, { azure: elsewhere }))],
    });
  }
  faas.Stop.of(stack);
  const { one, all } = synth(stack);
  const scopes = all('azurerm_role_assignment')
    .filter((path) => path.includes('Stop/Queue-'))
    .map((path) => one('azurerm_role_assignment', path).scope);
  expect(scopes).toEqual([elsewhere]);
});

test('a queue of another stack is paused too', () => {
  const parent = app();
  const jobs = new faas.Queue(azureStack(parent, 'first'), 'Jobs');
  const stack = azureStack(parent, 'second');
  fn(stack, 'Work', { triggers: [faas.Trigger.queue(jobs)] });
  faas.Stop.of(stack);
  const { one } = synth(stack);
  const exported = expect.stringMatching(/^\$\{data\.terraform_remote_state\..*cross-stack-output-.*id\}$/);
  expect(one('azurerm_role_assignment', 'Stop/Queue-second--Work-queue-Jobs').scope).toEqual(exported);
  expect(targets(synth(stack), 'Stop').f).toEqual([{ a: id(APP, 'Work_App'), q: [exported] }]);
});

test('an alert goes off where a notice could not be followed', () => {
  const { one } = synth(service().stack);
  expect(one('azurerm_monitor_metric_alert', 'Failed')).toMatchObject({
    description: 'The functions of service could not be stopped or resumed.',
    scopes: [expect.stringMatching(/^\$\{azurerm_servicebus_namespace\.\w+\.id\}$/)],
    severity: 1,
    criteria: [
      {
        metric_namespace: 'Microsoft.ServiceBus/namespaces',
        metric_name: 'ActiveMessages',
        aggregation: 'Maximum',
        operator: 'GreaterThan',
        threshold: 0,
        dimension: [
          {
            name: 'EntityName',
            operator: 'Include',
            values: [
              expect.stringMatching(/^\$\{azurerm_servicebus_queue\.Stop_Breaker_InboxDeadLetters_\w+\.name\}$/),
            ],
          },
        ],
      },
    ],
  });
});

describe('the command that does it by hand', () => {
  test('names the namespace of the stack', () => {
    const { stack } = service();
    const { folder, one } = synth(stack);
    const { stops } = JSON.parse(readFileSync(join(folder, '../../faasade.json'), 'utf8'));
    expect(stops).toMatchObject([{ path: 'service/Stop', functions: ['service/After', 'service/Before'] }]);
    const host = `${one('azurerm_servicebus_namespace').name}.servicebus.windows.net`;
    const topic = one('azurerm_servicebus_topic', 'Notices/Topic').name;
    expect(stops[0].commands.resume).toBe(
      `az rest --method post --url "https://${host}/${topic}/messages" --resource https://servicebus.azure.net ` +
        `--body '{"action":"resume"}'`,
    );
  });

  test('asks the app for a namespace that is known on deployment only', () => {
    const namespace = '/subscriptions/1/resourceGroups/shared/providers/Microsoft.ServiceBus/namespaces/acme';
    const later = (value: string) => Lazy.stringValue({ produce: () => value });
    const serviceBusNamespace = { id: namespace, endpoint: later('https://acme.servicebus.windows.net:443/') };
    const { stack, stop } = service(azureStack(app(), 'service', { serviceBusNamespace }));
    const { one } = synth(stack);
    expect(stop._stop.command('stop')).toBe(
      'az rest --method post --url "https://$(az functionapp config appsettings list --ids "$(az resource list ' +
        `--name '${one(APP, 'Breaker/App').name}' --resource-type Microsoft.Web/sites --query '[0].id' --output tsv)" ` +
        `--query "[?name=='FAASADE_BUS__fullyQualifiedNamespace'].value" --output tsv)/` +
        `${one('azurerm_servicebus_topic', 'Notices/Topic').name}/messages" ` +
        `--resource https://servicebus.azure.net --body '{"action":"stop"}'`,
    );
    expect(one(APP, 'Breaker/App').app_settings).toHaveProperty('FAASADE_BUS__fullyQualifiedNamespace');
  });
});

test('fails if a function has more queues than a tag keeps', () => {
  const consumer = (queues: number) => {
    const stack = azureStack();
    const jobs = Array.from({ length: queues }, (_, index) => new faas.Queue(stack, `Jobs${index}`));
    const worker = fn(stack, 'Worker', { triggers: jobs.map((queue) => faas.Trigger.queue(queue)) });
    faas.Stop.of(stack);
    worker.addTrigger(faas.Trigger.topic(new faas.Topic(stack, 'News')));
    return stack;
  };
  expect(() => synth(consumer(17))).not.toThrow();
  expect(() => synth(consumer(18))).toThrow(
    "The stop of 'service' can't be built on Azure:\n  - Stop.of: the function 'service/Worker' is invoked by 19 queues, its inbox " +
      'included, and a tag of its app keeps the states of 18. Have a second function consume some of them.',
  );
});
