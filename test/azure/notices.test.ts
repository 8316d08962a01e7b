import type { TerraformStack } from 'cdktf';
import { Request, Response, run } from './logic-app';
import { azureStack, fn, synth } from './place';
import * as faas from '../../src';
import { MonitorMetricAlert } from '../../src/terraform/azurerm';

const { AzureStop } = faas.azure;

const notice = { schemaId: 'azureMonitorCommonAlertSchema', data: { essentials: { monitorCondition: 'Fired' } } };

function guarded(stack: TerraformStack = azureStack()): faas.Stop {
  fn(stack, 'Work', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
  return faas.Stop.of(stack);
}

/** Publishes a notice as synthesized, to a Service Bus that gives these answers first, and answers what it was sent. */
function publish(...statuses: number[]): { readonly status: string; readonly sent: Request[] } {
  const stack = azureStack();
  guarded(stack);
  const { name, body } = synth(stack).one('azurerm_logic_app_action_custom', 'NoticesAction');
  // Terraform fills in the namespace's host, by an expression with quotes of its own.
  const filled = (body as string).replace(/\$\{[^}]*\.endpoint\b[^}]*\}/, 'acme.servicebus.windows.net');
  const sent: Request[] = [];
  const send = (request: Request): Response => {
    sent.push(request);
    return { statusCode: statuses.shift() ?? 201, body: '' };
  };
  return { ...run({ [name]: JSON.parse(filled) }, send, notice), sent };
}

test('a workflow publishes as it is what an alert or a budget calls it with, under an identity of its own', () => {
  const { status, sent } = publish();
  expect(status).toBe('Succeeded');
  expect(sent).toEqual([
    {
      method: 'POST',
      uri: expect.stringMatching(
        /^https:\/\/[\w-]+\.servicebus\.windows\.net\/\$\{azurerm_servicebus_topic\.Stop_Notices_Topic_\w+\.name\}\/messages$/,
      ),
      headers: { 'Content-Type': 'application/json' },
      body: notice,
      authentication: {
        type: 'ManagedServiceIdentity',
        identity: expect.stringMatching(/^\$\{azurerm_user_assigned_identity\.Stop_NoticesIdentity_\w+\.id\}$/),
        audience: 'https://servicebus.azure.net',
      },
    },
  ]);
});

test('it tries again what was throttled or broken, and fails where it may not', () => {
  expect(publish(429, 503, 500).sent).toHaveLength(4);
  expect(publish(...Array<number>(11).fill(503)).status).toBe('Failed');
  expect(publish(401)).toMatchObject({ status: 'Failed', sent: [expect.anything()] });
});

test('its identity may publish to the topic of the stop, and nothing else', () => {
  const stack = azureStack();
  guarded(stack);
  const { one, all } = synth(stack);
  const identity = /^\$\{azurerm_user_assigned_identity\.Stop_NoticesIdentity_\w+\.principal_id\}$/;
  const assigned = all('azurerm_role_assignment')
    .map((path) => one('azurerm_role_assignment', path))
    .filter(({ principal_id: to }) => identity.test(to));
  expect(assigned).toMatchObject([
    {
      role_definition_name: 'Azure Service Bus Data Sender',
      scope: expect.stringMatching(/^\$\{azurerm_servicebus_topic\.Stop_Notices_Topic_\w+\.id\}$/),
    },
  ]);
});

test('an alert that names the action group calls the workflow, and one goes off where that fails', () => {
  const stack = azureStack();
  const { actionGroup } = AzureStop.of(guarded(stack));
  new MonitorMetricAlert(stack, 'TooMuch', {
    name: 'too-much',
    resourceGroupName: 'acme',
    scopes: ['/subscriptions/1'],
    criteria: [],
    action: [{ actionGroupId: actionGroup.id }],
  });
  const { one } = synth(stack);
  const group = expect.stringMatching(/^\$\{azurerm_monitor_action_group\.Stop_ActionGroup_\w+\.id\}$/);
  expect(one('azurerm_monitor_metric_alert', 'TooMuch').action).toEqual([{ action_group_id: group }]);
  const workflow = expect.stringMatching(/^\$\{azurerm_logic_app_workflow\.Stop_NoticesWorkflow_\w+\.id\}$/);
  expect(one('azurerm_monitor_action_group')).toMatchObject({
    logic_app_receiver: [
      {
        resource_id: workflow,
        callback_url: expect.stringMatching(
          /^\$\{azurerm_logic_app_trigger_http_request\.Stop_NoticesTrigger_\w+\.callback_url\}$/,
        ),
        use_common_alert_schema: true,
      },
    ],
  });
  expect(one('azurerm_monitor_metric_alert', 'notices')).toMatchObject({
    scopes: [workflow],
    description: 'A notice was not published, so that the functions of service were not stopped.',
    criteria: [{ metric_name: 'RunsFailed' }],
  });
});

test('a stop on another cloud has none', () => {
  const { stop } = awsStop();
  expect(() => AzureStop.of(stop)).toThrow(new Error(`The stop 'Shop/Stop' is on aws, not on azure.`));
});

function awsStop() {
  const { App, Stack } = jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib');
  const stack = new Stack(new App(), 'Shop');
  return { stop: faas.Stop.of(stack) };
}

test('where nothing could be published to a topic that alarms tell, others are told', () => {
  const stack = azureStack();
  const channels = [
    faas.AlarmChannel.topic(new faas.Topic(stack, 'News')),
    faas.AlarmChannel.email('team@example.com'),
  ];
  faas.Observability.notify(stack, channels);
  fn(stack, 'Api', { triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })] });
  const { one, all } = synth(stack);
  const failed = all('azurerm_monitor_metric_alert')
    .map((path) => one('azurerm_monitor_metric_alert', path))
    .filter(({ description }) => description === 'An alarm was not published to service/News.');
  const told = failed.flatMap(({ action }) => action.map(({ action_group_id: id }: any) => id));
  const groups = all('azurerm_monitor_action_group').map((path) => one('azurerm_monitor_action_group', path));
  const people = groups.filter((group) => !group.logic_app_receiver?.length);
  expect(people).toMatchObject([{ email_receiver: [{ email_address: 'team@example.com' }] }]);
  expect(told).toEqual([`\${azurerm_monitor_action_group.${people[0]['//'].metadata.uniqueId}.id}`]);
});
