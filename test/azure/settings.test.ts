import { http, model, queueTrigger } from './model';
import {
  connectionSettings,
  hostSettings,
  identitySettings,
  timeSpan,
  triggerSettings,
} from '../../src/azure/settings';

test('settings of triggers do not follow the order of calls', () => {
  const triggers = [queueTrigger('B'), http({ path: '/a' }), queueTrigger('A')];
  const settings = (order: readonly number[], keys: readonly string[]) =>
    JSON.stringify(
      triggerSettings(
        model(
          {},
          order.map((index) => triggers[index]),
        ),
        {
          queue: ({ node }) => ({ q: `queue-of-${node.id}`, c: 'FAASADE_BUS', a: 5, d: 'dead' }),
          inbox: { q: 'inbox', c: 'FAASADE_BUS' },
          schedules: new Map(keys.map((key) => [key, { expression: '0 0 0 * * *' }])),
        },
      ),
    );
  expect(settings([0, 1, 2], ['x', 'y'])).toBe(settings([2, 1, 0], ['y', 'x']));
  expect(JSON.parse(settings([0, 1, 2], ['x']))).toEqual({
    contract: 1,
    t: 30,
    h: [['', '/a']],
    q: {
      A: { q: 'queue-of-A', c: 'FAASADE_BUS', a: 5, d: 'dead' },
      B: { q: 'queue-of-B', c: 'FAASADE_BUS', a: 5, d: 'dead' },
    },
    i: { q: 'inbox', c: 'FAASADE_BUS' },
    s: { x: { c: '0 0 0 * * *' } },
  });
});

test('settings of a function without triggers are its timeout', () => {
  expect(triggerSettings(model(), { queue: () => ({ q: '', c: '' }), schedules: new Map() })).toEqual({
    contract: 1,
    t: 30,
  });
});

test('the host renews locks for longer than an invocation may take', () => {
  const bus = 'AzureFunctionsJobHost__extensions__serviceBus';
  expect(hostSettings(model({ timeoutSeconds: 1800, concurrencyPerInstance: 4 }).spec)).toEqual({
    AzureFunctionsJobHost__functionTimeout: '00:30:00',
    [`${bus}__maxConcurrentCalls`]: '4',
    [`${bus}__maxConcurrentSessions`]: '4',
    [`${bus}__sessionIdleTimeout`]: '00:00:01',
    [`${bus}__maxAutoLockRenewalDuration`]: '00:31:00',
  });
  expect(hostSettings(model().spec)[`${bus}__maxAutoLockRenewalDuration`]).toBe('00:05:00');
});

test('a connection holds no secret', () => {
  expect(connectionSettings('BUS', 'acme.servicebus.windows.net', 'id')).toEqual({
    BUS__fullyQualifiedNamespace: 'acme.servicebus.windows.net',
    BUS__credential: 'managedidentity',
    BUS__clientId: 'id',
  });
  expect(identitySettings('id')).toEqual({
    AZURE_CLIENT_ID: 'id',
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=id;Authorization=AAD',
  });
});

test.each([
  [1, '00:00:01'],
  [3661, '01:01:01'],
  [90_061, '1.01:01:01'],
])('%i seconds are %s', (seconds, text) => {
  expect(timeSpan(seconds)).toBe(text);
});
