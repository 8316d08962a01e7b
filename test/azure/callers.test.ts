import { http } from './model';
import { app, azureStack, fn, synth } from './place';
import * as faas from '../../src';
import { audienceOf, Callers } from '../../src/azure/callers';

const entraApplication = { clientId: '22222222-2222-2222-2222-222222222222', tenantId: 'tenant' };
const iam = () => http({ auth: faas.HttpAuth.IAM });

test('tokens are made out to the URI of the application', () => {
  expect(audienceOf(entraApplication)).toBe('api://22222222-2222-2222-2222-222222222222');
  expect(audienceOf({ ...entraApplication, idUri: 'api://acme' })).toBe('api://acme');
});

test('fails if there is no application', () => {
  expect(() => fn(azureStack(), 'Api', { triggers: [iam()] })).toThrow(
    'Trigger.http(/*).auth: HttpAuth.IAM is unsupported (http.iam). Azure makes tokens',
  );
});

test('the platform lets in granted functions alone', () => {
  const stack = azureStack(app(), 'service', { entraApplication });
  const stock = fn(stack, 'Stock', { triggers: [iam()] });
  stock.grantInvoke(fn(stack, 'Front', { triggers: [http()] }));
  const { one } = synth(stack);
  const its = one('azurerm_function_app_flex_consumption', 'Stock/App');
  expect(its.auth_settings_v2).toMatchObject({
    auth_enabled: true,
    require_authentication: true,
    unauthenticated_action: 'Return401',
    active_directory_v2: {
      client_id: entraApplication.clientId,
      tenant_auth_endpoint: 'https://login.microsoftonline.com/tenant/v2.0',
      allowed_audiences: [audienceOf(entraApplication), entraApplication.clientId],
      allowed_applications: [expect.stringMatching(/Front_Identity_\w+\.client_id/)],
      allowed_identities: [expect.stringMatching(/Front_Identity_\w+\.principal_id/)],
    },
  });
  const front = one('azurerm_function_app_flex_consumption', 'Front/App');
  expect(front).not.toHaveProperty('auth_settings_v2');
  expect(JSON.parse(front.app_settings.FAASADE_LINKS).f.Stock).toEqual([
    `https://${its.name}.azurewebsites.net`,
    audienceOf(entraApplication),
  ]);
});

test('without a grant it lets in nobody', () => {
  const stack = azureStack(app(), 'service', { entraApplication });
  fn(stack, 'Stock', { triggers: [iam()] });
  const { active_directory_v2: directory } = synth(stack).one('azurerm_function_app_flex_consumption').auth_settings_v2;
  expect(directory.allowed_applications).toEqual(['00000000-0000-0000-0000-000000000000']);
  expect(directory.allowed_identities).toEqual(['00000000-0000-0000-0000-000000000000']);
});

test('fails if there are more callers than an app keeps', () => {
  const callers = new Callers();
  const add = (index: number) => callers.add({ clientId: `c${index}`, principalId: `p${index}` }, 'stack/Stock');
  Array.from({ length: 13 }, (_, index) => index).forEach(add);
  expect(() => add(0)).not.toThrow();
  expect(() => add(13)).toThrow(
    "Function 'stack/Stock' has 13 callers already, and an app on Azure keeps no more. Have the others send to a Queue, " +
      'or call a second function.',
  );
});
