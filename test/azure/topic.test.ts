import { DataAzurermServicebusNamespace } from '@cdktf/provider-azurerm/lib/data-azurerm-servicebus-namespace';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { TerraformStack } from 'cdktf';
import { app, azureStack, fn, options, synth } from './place';
import * as faas from '../../src';

const { AzureCloud, AzureTopic } = faas.azure;
const existing = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ServiceBus/namespaces/acme/topics/orders';
const given = {
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ServiceBus/namespaces/acme',
  endpoint: 'https://acme.servicebus.windows.net:443/',
};

test('a function has a subscription of its own, which forwards to its inbox', () => {
  const stack = azureStack();
  const orders = new faas.Topic(stack, 'Orders');
  const filter = { region: faas.AttributeFilter.prefix('${eu}') };
  fn(stack, 'Ship', { triggers: [faas.Trigger.topic(orders, { filter })] });
  expect(orders.node.defaultChild).toBe(AzureTopic.of(orders).topic);
  const { one } = synth(stack);
  expect(one('azurerm_servicebus_subscription')).toMatchObject({
    topic_id: expect.stringContaining('azurerm_servicebus_topic.Orders_Topic_'),
    forward_to: expect.stringContaining('Ship_Inbox_'),
    forward_dead_lettered_messages_to: expect.stringContaining('Ship_InboxDeadLetters_'),
  });
  const { FAASADE_TRIGGERS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_TRIGGERS)).toMatchObject({ i: { a: 5 }, n: ['Orders'] });
});

test('its only rule filters, and says where messages are from', () => {
  const stack = azureStack();
  const filter = { region: faas.AttributeFilter.prefix('${eu}') };
  fn(stack, 'Ship', { triggers: [faas.Trigger.topic(new faas.Topic(stack, 'Orders'), { filter })] });
  const { one } = synth(stack);
  const { resource_id: rule, body, method, lifecycle } = one('azapi_resource_action', 'RuleOf-Orders');
  expect(rule).toMatch(/^\$\{azurerm_servicebus_subscription\.[\w-]+\.id\}\/rules\/\$Default$/);
  expect(method).toBe('PUT');
  expect(lifecycle.replace_triggered_by).toEqual([
    expect.stringMatching(/^azurerm_servicebus_subscription\.[\w-]+\.id$/),
  ]);
  expect(body.properties).toEqual({
    filterType: 'SqlFilter',
    sqlFilter: { sqlExpression: "[region] LIKE '$${eu}%' ESCAPE '\\'" },
    action: { sqlExpression: "SET [Faasade_source] = 'topic/Orders'; SET [faasade_source] = 'topic/Orders'" },
  });
});

test('a publisher may send to the one topic, and is told where it is', () => {
  const stack = azureStack();
  new faas.Topic(stack, 'Orders').grantPublish(fn(stack, 'Front'));
  const { one } = synth(stack);
  expect(one('azurerm_role_assignment', 'Front/PublishTo-Orders')).toMatchObject({
    role_definition_name: 'Azure Service Bus Data Sender',
    scope: expect.stringMatching(/^\$\{azurerm_servicebus_topic\.\w+\.id\}$/),
  });
  expect(one('azurerm_function_app_flex_consumption').app_settings.FAASADE_LINKS).toMatch(
    /^\{"t":\{"Orders":\["\$\{trim/,
  );
});

test('nobody may publish before the rules are there', () => {
  const stack = azureStack();
  const orders = new faas.Topic(stack, 'Orders');
  orders.grantPublish(fn(stack, 'Front'));
  const ship = fn(stack, 'Ship', { triggers: [faas.Trigger.topic(orders)] });
  orders.grantPublish(ship);
  const { one } = synth(stack);
  for (const id of ['Front', 'Ship']) {
    expect(one('azurerm_role_assignment', `${id}/PublishTo-Orders`).depends_on).toEqual([
      expect.stringContaining('azapi_resource_action.Ship_RuleOf-Orders_'),
    ]);
  }
});

test('fails if a topic is in another namespace', () => {
  const parent = app();
  const [first, second] = [azureStack(parent, 'first'), azureStack(parent, 'second')];
  const orders = new faas.Topic(first, 'Orders');
  expect(() => fn(second, 'Ship', { triggers: [faas.Trigger.topic(orders)] })).toThrow(
    "Trigger.topic(Orders): the topic 'first/Orders' is in another Service Bus namespace than the function, and Azure " +
      "forwards within one only. Give the clouds of both the topic's namespace as serviceBusNamespace: the same object, or " +
      'its id as text.',
  );
});

test('a topic of another stack in the same namespace triggers', () => {
  const parent = app();
  const [first, second] = ['first', 'second'].map((id) => azureStack(parent, id, { serviceBusNamespace: given }));
  fn(second, 'Ship', { triggers: [faas.Trigger.topic(new faas.Topic(first, 'Orders'))] });
  expect(synth(second).one('azurerm_servicebus_subscription').topic_id).toContain('terraform_remote_state');
});

test('a namespace is the same where its id is, as text', () => {
  const parent = app();
  const inUpper = { ...given, id: given.id.replace('resourceGroups', 'resourcegroups') };
  const first = azureStack(parent, 'first', { serviceBusNamespace: { ...given } });
  const second = azureStack(parent, 'second', { serviceBusNamespace: inUpper });
  const orders = new faas.Topic(first, 'Orders');
  expect(() => fn(second, 'Ship', { triggers: [faas.Trigger.topic(orders)] })).not.toThrow();

  const third = azureStack(parent, 'third', { serviceBusNamespace: { ...given, id: `${given.id}-2` } });
  expect(() => fn(third, 'Ship', { triggers: [faas.Trigger.topic(orders)] })).toThrow('the same object, or its id as');
});

test('two look-ups of one namespace are known to be the same by no id', () => {
  const parent = app();
  const stacks = ['first', 'second'].map((id) => {
    const own = new TerraformStack(parent, id);
    new AzurermProvider(own, 'azurerm', { features: [{}] });
    const serviceBusNamespace = new DataAzurermServicebusNamespace(own, 'Bus', {
      name: 'acme',
      resourceGroupName: 'g',
    });
    new AzureCloud(own, 'Cloud', { ...options, serviceBusNamespace });
    return own;
  });
  const orders = new faas.Topic(stacks[0], 'Orders');
  expect(() => fn(stacks[1], 'Ship', { triggers: [faas.Trigger.topic(orders)] })).toThrow(
    'the same object, or its id as',
  );
});

test('a topic that exists already needs its namespace', () => {
  const stack = azureStack();
  const orders = faas.Topic.fromExisting(stack, 'Orders', { azure: existing });
  expect(() => fn(stack, 'Ship', { triggers: [faas.Trigger.topic(orders)] })).toThrow('Give the clouds of both');

  const other = azureStack(app(), 'service', { serviceBusNamespace: given });
  const its = faas.Topic.fromExisting(other, 'Orders', { azure: existing });
  its.grantPublish(fn(other, 'Ship', { triggers: [faas.Trigger.topic(its)] }));
  const { one } = synth(other);
  expect(one('azurerm_servicebus_subscription').topic_id).toBe(existing);
  const { FAASADE_LINKS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_LINKS)).toEqual({ t: { Orders: ['acme.servicebus.windows.net', 'orders'] } });
});
