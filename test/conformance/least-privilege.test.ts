import * as aws from './least-privilege/aws';
import * as azure from './least-privilege/azure';
import * as google from './least-privilege/google';

describe('on aws', () => {
  const policy = (statement: object, Type = 'AWS::IAM::Policy') => ({
    Resources: { It: { Type, Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } } } },
  });
  const queue = { 'Fn::GetAtt': ['Jobs', 'Arn'] };
  const ofTable = (end: string) => ({
    'Fn::Join': ['', ['arn:aws:dynamodb:', { Ref: 'AWS::Region' }, `:1234:${end}`]],
  });

  test.each([
    ['every action of a service', { Action: 'sqs:*', Resource: queue }, ['It: sqs:*']],
    ['actions by their beginning', { Action: ['s3:Get*'], Resource: queue }, ['It: s3:Get*']],
    ['everything', { Action: 'sqs:SendMessage', Resource: '*' }, ['It: sqs:SendMessage on *']],
    [
      'what can be narrowed',
      { Action: 'ec2:CreateNetworkInterface', Resource: ['*'] },
      ['It: ec2:CreateNetworkInterface on *'],
    ],
    [
      'all of an account',
      { Action: 'dynamodb:Query', Resource: ofTable('*') },
      ['It: dynamodb:Query on arn:aws:dynamodb:<Region>:1234:*'],
    ],
    ['all but something', { NotAction: 'iam:*', Resource: queue }, ['It: all but NotAction']],
    ['anyone', { Principal: '*', Action: 'sqs:SendMessage', Resource: queue }, ['It: * may sqs:SendMessage']],
    [
      'anyone by another word',
      { Principal: { AWS: ['*'] }, Action: 'sqs:SendMessage', Resource: queue },
      ['It: * may sqs:SendMessage'],
    ],
    [
      'a service for anyone',
      { Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: queue },
      ['It: sns.amazonaws.com may sqs:SendMessage'],
    ],
    [
      'a source that is any',
      { Principal: '*', Condition: { ArnLike: { 'aws:SourceArn': '*' } }, Action: 'sqs:SendMessage', Resource: queue },
      ['It: * may sqs:SendMessage'],
    ],
    [
      'mappings of any function',
      { Action: 'lambda:UpdateEventSourceMapping', Resource: 'arn:aws:lambda:x:1234:event-source-mapping:*' },
      ['It: lambda:UpdateEventSourceMapping without lambda:FunctionArn'],
    ],
    [
      'mappings of any function by a condition that says nothing',
      {
        Action: 'lambda:UpdateEventSourceMapping',
        Resource: 'arn:aws:lambda:x:1234:event-source-mapping:*',
        Condition: { ArnEquals: { 'lambda:FunctionArn': '*' } },
      },
      ['It: lambda:UpdateEventSourceMapping without lambda:FunctionArn'],
    ],
  ])('finds %s', (_, statement, findings) => {
    expect(aws.tooWide(policy(statement))).toEqual(findings);
  });

  test.each([
    ['actions on one queue', { Action: ['sqs:SendMessage'], Resource: queue }],
    ['all tables that begin alike', { Action: 'dynamodb:Query', Resource: ofTable('table/orders/index/*') }],
    ['to describe', { Action: 'ec2:DescribeSubnets', Resource: '*' }],
    [
      'a service for one source',
      {
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } },
        Action: 'sqs:SendMessage',
        Resource: queue,
      },
    ],
    [
      'mappings of one function',
      {
        Action: 'lambda:UpdateEventSourceMapping',
        Resource: 'arn:aws:lambda:x:1234:event-source-mapping:*',
        Condition: { ArnEquals: { 'lambda:FunctionArn': [{ Ref: 'Live' }] } },
      },
    ],
    ['to deny', { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' }],
  ])('lets pass %s', (_, statement) => {
    expect(aws.tooWide(policy(statement))).toEqual([]);
  });

  test('finds a policy of its own making, and a URL that is called without being public', () => {
    const managed = {
      Type: 'AWS::IAM::Role',
      Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
    };
    const url = (AuthType: string) => ({
      Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType, TargetFunctionArn: { 'Fn::GetAtt': ['Fn', 'Arn'] } } },
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' } } },
      Call: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          Principal: '*',
          FunctionName: { Ref: 'Live' },
          InvokedViaFunctionUrl: true,
        },
      },
    });
    expect(aws.tooWide({ Resources: { Role: managed } })).toEqual(['Role: arn:aws:iam::aws:policy/ReadOnlyAccess']);
    expect(aws.tooWide({ Resources: url('AWS_IAM') })).toEqual(['Call: * may lambda:InvokeFunction']);
    expect(aws.tooWide({ Resources: url('NONE') })).toEqual([]);
  });
});

describe('on azure', () => {
  const found = (type: string, its: object) => azure.tooWide({ resource: { [type]: { It: { ...its } } } });
  const assigned = (role: string, scope: string) =>
    found('azurerm_role_assignment', { role_definition_name: role, scope }).length;
  const id = '/subscriptions/1/resourceGroups/acme';

  test('lets roles pass on what they are for', () => {
    const passing = [
      ['Azure Service Bus Data Sender', '${azurerm_servicebus_queue.Jobs.id}'],
      ['Azure Service Bus Data Sender', `${id}/providers/Microsoft.ServiceBus/namespaces/acme/queues/jobs`],
      [
        'Storage Blob Data Reader',
        '${data.terraform_remote_state.other.outputs.cross-stack-output-azurerm_storage_containerUploadsid}',
      ],
      ['Key Vault Secrets User', '${azurerm_key_vault_secret.ApiKey.resource_versionless_id}'],
    ] as const;
    expect(passing.map(([role, scope]) => assigned(role, scope))).toEqual([0, 0, 0, 0]);
  });

  test('finds roles on more, and roles of another kind', () => {
    const wide = [
      ['Azure Service Bus Data Sender', '${azurerm_servicebus_namespace.Bus.id}'],
      ['Azure Service Bus Data Sender', `${id}/providers/Microsoft.ServiceBus/namespaces/acme`],
      ['Storage Blob Data Reader', '${azurerm_storage_account.Uploads.id}'],
      ['Key Vault Secrets User', '${azurerm_key_vault.Vault.id}'],
      ['Storage Blob Data Reader', id],
      ['Storage Blob Data Reader', '${azurerm_resource_group.Group.id}'],
      ['Contributor', '${azurerm_servicebus_queue.Jobs.id}'],
    ] as const;
    expect(wide.map(([role, scope]) => assigned(role, scope))).toEqual(wide.map(() => 1));
  });

  test('finds roles of our own on what they are not for', () => {
    const own = (role: string, scope: string) =>
      found('azurerm_role_assignment', {
        role_definition_id: `\${azurerm_role_definition.Cloud_${role}_0A1B.role_definition_resource_id}`,
        scope: `\${${scope}.It.id}`,
      }).length;
    expect(own('AppWriter', 'azurerm_function_app_flex_consumption')).toBe(0);
    expect(own('ObjectWriter', 'azurerm_storage_container')).toBe(0);
    expect(own('AppStopper', 'azurerm_function_app_flex_consumption')).toBe(0);
    expect(own('QueuePauser', 'azurerm_servicebus_queue')).toBe(0);
    expect(own('QueuePauser', 'azurerm_servicebus_namespace')).toBe(1);
    expect(own('QueuePauser', 'azurerm_function_app_flex_consumption')).toBe(1);
    expect(own('AppStopper', 'azurerm_servicebus_queue')).toBe(1);
    expect(own('AppWriter', 'azurerm_storage_container')).toBe(1);
    expect(own('AppWriter', 'azurerm_resource_group')).toBe(1);
    expect(own('ObjectWriter', 'azurerm_function_app_flex_consumption')).toBe(1);
    expect(own('Other', 'azurerm_function_app_flex_consumption')).toBe(1);
  });

  test('finds roles of our own that allow more of resources than what they are for', () => {
    const role = (name: string, ...actions: string[]) =>
      azure.tooWide({
        resource: {
          azurerm_role_definition: {
            [`Stop_${name}_0A1B`]: { permissions: [{ actions }], assignable_scopes: [id] },
          },
        },
      }).length;
    const queues = 'Microsoft.ServiceBus/namespaces/queues';
    expect(role('AppWriter', 'Microsoft.Web/sites/read', 'Microsoft.Web/sites/write')).toBe(0);
    expect(role('AppStopper', 'Microsoft.Web/sites/stop/action', 'Microsoft.Resources/tags/write')).toBe(0);
    expect(role('QueuePauser', `${queues}/read`, `${queues}/write`)).toBe(0);
    expect(role('AppWriter', 'Microsoft.Web/sites/config/list/action')).toBe(1);
    expect(role('AppStopper', 'Microsoft.Web/sites/write')).toBe(1);
    expect(role('QueuePauser', 'Microsoft.ServiceBus/namespaces/write', `${queues}/delete`)).toBe(2);
    expect(role('Other', 'Microsoft.Web/sites/read')).toBe(1);
    expect(role('AppWriter', 'Microsoft.Authorization/roleAssignments/write')).toBe(1);
  });

  test('finds roles of our own that allow all, or on a subscription', () => {
    const role = (action: string, scope: string) => ({
      permissions: [{ data_actions: [action] }],
      assignable_scopes: [scope],
    });
    expect(found('azurerm_role_definition', role('Microsoft.Storage/*', id))).toHaveLength(1);
    expect(found('azurerm_role_definition', role('Microsoft.Storage/read', '/subscriptions/1'))).toHaveLength(1);
    expect(found('azurerm_role_definition', role('Microsoft.Storage/read', id))).toEqual([]);
    const of = (length: number) => `\${join("/", slice(split("/", azurerm_servicebus_queue.Jobs.id), 0, ${length}))}`;
    expect(found('azurerm_role_definition', role('Microsoft.Storage/read', of(5)))).toEqual([]);
    expect(found('azurerm_role_definition', role('Microsoft.Storage/read', of(3)))).toHaveLength(1);
  });

  test('finds all tables of an account, and keys', () => {
    const account = '${azurerm_cosmosdb_account.Cosmos.id}';
    const reads = { role_definition_id: `${account}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001` };
    const writes = { role_definition_id: `${account}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002` };
    const table = { scope: `${account}/dbs/\${azurerm_cosmosdb_sql_database.Tables.name}/colls/orders` };
    expect(found('azurerm_cosmosdb_sql_role_assignment', { ...reads, ...table })).toEqual([]);
    expect(found('azurerm_cosmosdb_sql_role_assignment', { ...writes, ...table })).toHaveLength(1);
    expect(found('azurerm_cosmosdb_sql_role_assignment', { ...reads, scope: account })).toHaveLength(1);
    expect(found('azurerm_servicebus_queue_authorization_rule', { send: true })).toHaveLength(1);
  });
});

describe('on google', () => {
  const found = (type: string, its: object) => google.tooWide({ resource: { [type]: { It: { ...its } } } });
  const member = '${google_service_account.Resize.member}';
  const when = (expression: string) => ({ role: 'roles/datastore.user', member, condition: { expression } });

  test('finds what is granted on a project without a condition that names a resource', () => {
    const wide = [{ role: 'roles/datastore.user', member }, when('true'), when('resource.name == "a" || true')];
    expect(wide.map((its) => found('google_project_iam_member', its).length)).toEqual([1, 1, 1]);
    const narrow = [
      { role: 'roles/logging.logWriter', member },
      when('resource.name == "a" || resource.name.startsWith("a/")'),
    ];
    expect(narrow.map((its) => found('google_project_iam_member', its))).toEqual([[], []]);
    expect(found('google_organization_iam_member', when('resource.name == "a"'))).toHaveLength(1);
  });

  test('finds basic roles, those that grant, and what takes the place of all grants', () => {
    const roles = ['roles/owner', 'roles/editor', 'roles/viewer', 'roles/storage.admin', 'roles/storage.objectViewer'];
    expect(roles.map((role) => found('google_storage_bucket_iam_member', { role, member }).length)).toEqual([
      1, 1, 1, 1, 0,
    ]);
    expect(
      found('google_storage_bucket_iam_binding', { role: 'roles/storage.objectViewer', members: [] }),
    ).toHaveLength(1);
  });

  test('finds who acts as another', () => {
    const its = (id: string) => ({
      role: 'roles/iam.serviceAccountTokenCreator',
      member,
      service_account_id: `\${google_service_account.${id}.name}`,
    });
    expect(found('google_service_account_iam_member', its('Other'))).toHaveLength(1);
    expect(found('google_service_account_iam_member', its('Resize'))).toEqual([]);
  });

  test('lets who changes a service, or what pushes, act as the account that it names, and as no other', () => {
    const ref = (type: string, id: string, attribute: string) => `\${google_${type}.${id}.${attribute}}`;
    const act = (account: string, role = 'roles/iam.serviceAccountUser', own = true) => {
      const granted = own ? ref('project_iam_custom_role', 'Change', 'name') : 'roles/run.invoker';
      const email = (id: string) => ref('service_account', id, 'email');
      return google.tooWide({
        resource: {
          google_cloudfunctions2_function: { Api: { service_config: { service_account_email: email('Runtime') } } },
          google_pubsub_subscription: {
            Jobs: { push_config: { oidc_token: { service_account_email: email('Invoker') } } },
          },
          google_cloud_run_v2_service_iam_member: {
            It: { role: granted, member, name: ref('cloudfunctions2_function', 'Api', 'service_config[0].service') },
          },
          google_pubsub_subscription_iam_member: {
            It: { role: granted, member, subscription: ref('pubsub_subscription', 'Jobs', 'name') },
          },
          google_service_account_iam_member: {
            It: { role, member, service_account_id: ref('service_account', account, 'name') },
          },
        },
      });
    };
    expect([act('Runtime'), act('Invoker')]).toEqual([[], []]);
    expect(act('Other')).toHaveLength(1);
    expect(act('Runtime', 'roles/iam.serviceAccountTokenCreator')).toHaveLength(1);
    expect(act('Runtime', 'roles/iam.serviceAccountUser', false)).toHaveLength(1);
  });

  test('finds roles of our own that allow more, and all objects of a bucket', () => {
    const allowing = (...permissions: string[]) => found('google_project_iam_custom_role', { permissions });
    expect(allowing('run.services.get', 'run.services.update')).toEqual([]);
    expect(allowing('run.services.get', 'run.services.update', 'run.services.delete')).toHaveLength(1);
    const its = { role: 'roles/storage.objectUser', member, bucket: 'packages' };
    const kept = 'resource.name == "projects/_/buckets/packages/objects/stopped/api.json"';
    expect(found('google_storage_bucket_iam_member', its)).toHaveLength(1);
    expect(found('google_storage_bucket_iam_member', { ...its, condition: { expression: kept } })).toEqual([]);
  });

  test('finds everyone, but where HTTP alone comes in', () => {
    const open = (triggers: object, role = 'roles/run.invoker') =>
      google.tooWide({
        resource: {
          google_cloudfunctions2_function: {
            Api: { service_config: { environment_variables: { FAASADE_TRIGGERS: JSON.stringify(triggers) } } },
          },
          google_cloud_run_v2_service_iam_member: {
            It: { role, member: 'allUsers', name: '${google_cloudfunctions2_function.Api.service_config[0].service}' },
          },
        },
      });
    expect(open({ contract: 1, t: 30, h: [['*', '/*']] })).toEqual([]);
    expect(open({ contract: 1, t: 30, q: {} })).toHaveLength(1);
    expect(open({ contract: 1, t: 30, h: [] }, 'roles/run.developer')).toHaveLength(1);
    expect(
      found('google_storage_bucket_iam_member', {
        role: 'roles/storage.objectViewer',
        member: 'allAuthenticatedUsers',
      }),
    ).toHaveLength(1);
  });
});
