import { app, FakeManagement } from './fake-management';
import { run } from './logic-app';
import { every, http } from './model';
import { annotations, azureStack, fn, synth, Synthesized } from './place';
import * as faas from '../../src';

const { AzureFunction } = faas.azure;

const office = faas.CapacityWindow.cron({
  opens: '30 7 * * MON-FRI',
  closes: '0 18 * * MON-FRI',
  timeZone: 'Europe/Berlin',
  warm: 4,
});
const capacity = faas.Capacity.warm(1, { windows: [office] });

const groupsAt = (instances: number) => [
  { name: 'http', instanceCount: instances },
  { name: 'function:inbox', instanceCount: 2 },
  { name: 'function:schedule-rate-5m', instanceCount: 0 },
];

function placed(): Synthesized {
  const stack = azureStack();
  const api = fn(stack, 'Api', { triggers: [http()], capacity });
  api.addTrigger(every(5, { warm: 2 }));
  return synth(stack);
}

/** Runs the workflow of an edge as it was synthesized, with references to the app and to the identity filled in. */
function runEdge({ one }: Synthesized, edge: string, management: FakeManagement, ids = app()) {
  const { name, body } = one('azurerm_logic_app_action_custom', `Action-${edge}`);
  const known: Record<string, string> = {
    azurerm_function_app_flex_consumption: ids.id,
    azurerm_user_assigned_identity: ids.writer,
  };
  const filled = (body as string).replace(/\$\{(\w+)\.\w+\.id\}/g, (_, type: string) => known[type]!);
  expect(filled).not.toContain('${');
  return run({ [name]: JSON.parse(filled) }, management.send);
}

test('each edge sets all groups, also those of triggers added later', () => {
  const terraform = placed();
  const its = app();
  const management = new FakeManagement(its, [200, 409]);
  expect(runEdge(terraform, 'window-0-opens', management)).toEqual({ status: 'Succeeded', minutes: 1 });
  expect(its.config.scaleAndConcurrency.alwaysReady).toEqual(groupsAt(4));
  expect(runEdge(terraform, 'window-0-closes', management)).toEqual({ status: 'Succeeded', minutes: 0 });
  expect(its.config.scaleAndConcurrency.alwaysReady).toEqual(groupsAt(1));
  expect(management.log).toEqual(['GET 200', 'PATCH 409', 'GET 200', 'PATCH 200', 'GET 200', 'PATCH 200']);
});

test('an edge that can not be set fails, which raises its alarm', () => {
  const terraform = placed();
  expect(runEdge(terraform, 'window-0-opens', new FakeManagement(app(), Array(40).fill(500))).status).toBe('Failed');
  const workflow = expect.stringMatching(/^\$\{azurerm_logic_app_workflow\.Api_Workflow-window-0-opens_\w+\.id\}$/);
  expect(terraform.one('azurerm_logic_app_action_custom', 'opens').logic_app_id).toEqual(workflow);
  expect(terraform.one('azurerm_monitor_metric_alert', 'opens')).toMatchObject({
    scopes: [workflow],
    description: 'service/Api: always-ready instances were not set (window-0-opens).',
    criteria: [
      {
        metric_namespace: 'Microsoft.Logic/workflows',
        metric_name: 'RunsFailed',
        aggregation: 'Total',
        operator: 'GreaterThan',
        threshold: 0,
      },
    ],
  });
});

test('workflows start by the clock, and are complete before they are removed', () => {
  const { one } = placed();
  const { body, logic_app_id: workflow } = one('azurerm_logic_app_trigger_custom', 'closes');
  expect(workflow).toContain('azurerm_logic_app_workflow.Api_Workflow-window-0-closes_');
  expect(JSON.parse(body)).toEqual({
    type: 'Recurrence',
    recurrence: {
      frequency: 'Week',
      interval: 1,
      startTime: '2024-01-01T00:00:00',
      timeZone: 'W. Europe Standard Time',
      schedule: { minutes: [0], hours: [18], weekDays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] },
    },
  });
  expect(one('azurerm_logic_app_action_custom', 'closes').depends_on).toEqual([
    expect.stringContaining('azurerm_logic_app_trigger_custom.Api_Trigger-window-0-closes_'),
    expect.stringContaining('azurerm_role_assignment.Api_WriteApp_'),
  ]);
});

test('one identity may write the app, and nothing else', () => {
  const { one, all } = placed();
  const identity = expect.stringMatching(/^\$\{azurerm_user_assigned_identity\.Api_CapacityIdentity_\w+\.id\}$/);
  for (const edge of ['opens', 'closes']) {
    expect(one('azurerm_logic_app_workflow', edge).identity).toEqual({
      type: 'UserAssigned',
      identity_ids: [identity],
    });
  }
  expect(one('azurerm_role_definition')).toMatchObject({
    permissions: [{ actions: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/write'] }],
    assignable_scopes: [expect.stringMatching(/^\/subscriptions\/\$\{.*\}\/resourceGroups\/\$\{.*\.name\}$/)],
  });
  expect(one('azurerm_role_assignment', 'WriteApp')).toMatchObject({
    scope: expect.stringMatching(/^\$\{azurerm_function_app_flex_consumption\.Api_App_\w+\.id\}$/),
    role_definition_id: expect.stringMatching(/^\$\{azurerm_role_definition\.Cloud_AppWriter_\w+\.role_def/),
    principal_id: expect.stringContaining('.Api_CapacityIdentity_'),
  });
  expect(
    all('azurerm_role_assignment').filter((path) => !path.includes('Inbox') && !path.includes('DeadLetters')),
  ).toEqual(['service/Api/PublishTelemetry', 'service/Api/WriteApp']);
});

test('a deployment leaves what a workflow has set', () => {
  const its = placed().one('azurerm_function_app_flex_consumption');
  expect(its.lifecycle).toEqual({ ignore_changes: ['always_ready'] });
  expect(its.always_ready).toEqual(
    groupsAt(1).map(({ name, instanceCount }) => ({ name, instance_count: instanceCount })),
  );
});

test('without windows there is no workflow, and a deployment sets the number', () => {
  const stack = azureStack();
  fn(stack, 'Api', { triggers: [http()], capacity: faas.Capacity.warm(1) });
  const { one, all } = synth(stack);
  expect([...all('azurerm_logic_app_workflow'), ...all('azurerm_role_definition')]).toEqual([]);
  expect(one('azurerm_function_app_flex_consumption')).not.toHaveProperty('lifecycle');
});

test('two functions share the role, but no identity', () => {
  const stack = azureStack();
  for (const id of ['First', 'Second']) fn(stack, id, { triggers: [http()], capacity });
  const { all } = synth(stack);
  expect(all('azurerm_role_definition')).toEqual(['service/Cloud/AppWriter']);
  expect(all('azurerm_user_assigned_identity').filter((path) => path.endsWith('CapacityIdentity'))).toHaveLength(2);
  expect(annotations(stack)).toEqual([
    expect.stringContaining('A workflow sets them at each edge'),
    expect.stringContaining('A workflow sets them at each edge'),
  ]);
});

test('the manifest has what sets the number', () => {
  const stack = azureStack();
  const api = fn(stack, 'Api', { triggers: [http()], capacity });
  expect(AzureFunction.of(api)._record().resources.slice(4)).toEqual([
    { type: 'azurerm_user_assigned_identity', name: expect.stringContaining('api-capacity') },
    { type: 'azurerm_logic_app_workflow', name: expect.stringContaining('api-window-0-opens') },
    { type: 'azurerm_monitor_metric_alert', name: expect.stringContaining('api-window-0-opens') },
    { type: 'azurerm_logic_app_workflow', name: expect.stringContaining('api-window-0-closes') },
    { type: 'azurerm_monitor_metric_alert', name: expect.stringContaining('api-window-0-closes') },
  ]);
});

test('windows that no workflow can keep are refused before anything is built', () => {
  const stack = azureStack();
  const january = faas.CapacityWindow.cron({ opens: '0 8 * 1 *', closes: '0 9 * * *', warm: 4 });
  expect(() =>
    fn(stack, 'Api', { triggers: [http()], capacity: faas.Capacity.warm(1, { windows: [january] }) }),
  ).toThrow(
    new Error(
      "Function 'service/Api' can't be built on Azure:\n" +
        '  - capacity.windows[0].opens: names months, and a workflow on Azure recurs by days of the week only. Leave them ' +
        "open, restrict days of the week instead, such as '30 7 * * MON-FRI', or keep a fixed number ready.",
    ),
  );
});
