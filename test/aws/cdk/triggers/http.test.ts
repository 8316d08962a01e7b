import * as faas from '../../../../src';
import { fn } from '../../../conformance/cases';
import { build, ref } from '../template';

const http = (options: Partial<faas.HttpTriggerOptions> = {}) =>
  faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, ...options });
const { GET, OPTIONS, POST, PUT } = faas.HttpMethod;
const cors = (...triggers: faas.Trigger[]) => build((stack) => fn(stack, 'Api', { triggers })).one('Lambda::Url').Cors;

test('several triggers share one URL, which invokes the alias', () => {
  const built = build((stack) =>
    fn(stack, 'Api', { triggers: [http({ path: '/a' }), http({ path: '/b' }), http({ path: '/c' })] }),
  );
  const { Arn, ...url } = built.one('Lambda::Url');
  expect(Arn).toBeUndefined();
  expect(url).toMatchObject({ AuthType: 'NONE', Qualifier: 'live' });
  expect(JSON.parse(built.one('Lambda::Function').Environment.Variables.FAASADE_TRIGGERS).h).toHaveLength(3);
});

test('anyone may call the URL, and nothing else of the function', () => {
  const built = build((stack) => fn(stack, 'Api', { triggers: [http()] }));
  const permissions = built.all('Lambda::Permission').map(({ Properties }) => Properties);
  const alias = ref(built.id('Lambda::Alias'));
  expect(permissions).toEqual([
    { Action: 'lambda:InvokeFunctionUrl', FunctionName: alias, FunctionUrlAuthType: 'NONE', Principal: '*' },
    { Action: 'lambda:InvokeFunction', FunctionName: alias, InvokedViaFunctionUrl: true, Principal: '*' },
  ]);
});

test('nothing is public without an HTTP trigger', () => {
  const built = build((stack) => fn(stack, 'Idle'));
  expect([built.all('Lambda::Url'), built.all('Lambda::Permission')]).toEqual([[], []]);
});

test('the URL is that of the function, a trigger added later included', () => {
  const built = build((stack) => {
    const api = fn(stack, 'Api');
    expect(() => api.url).toThrow('has no URL, because it has no HTTP trigger');
    api.addTrigger(http());
    fn(stack, 'Caller', { environment: { API: api.url } });
  });
  const caller = built.of(built.idOf('Lambda::Function', 'Caller'));
  expect(caller.Environment.Variables.API).toEqual({ 'Fn::GetAtt': [built.id('Lambda::Url'), 'FunctionUrl'] });
});

test('no policy, no CORS', () => expect(cors(http())).toBeUndefined());

test('a whole policy is kept whole', () => {
  const policy = {
    allowOrigins: ['https://a.example'],
    allowMethods: [PUT, GET],
    allowHeaders: ['content-type'],
    exposeHeaders: ['etag'],
    allowCredentials: true,
    maxAge: faas.Duration.hours(1),
  };
  expect(cors(http({ cors: policy }))).toEqual({
    AllowOrigins: ['https://a.example'],
    AllowMethods: ['PUT', 'GET'],
    AllowHeaders: ['content-type'],
    ExposeHeaders: ['etag'],
    AllowCredentials: true,
    MaxAge: 3600,
  });
});

test("methods are those of all the function's triggers where the policy has none", () => {
  const policy = { allowOrigins: ['*'] };
  expect(cors(http({ cors: policy }))).toEqual({ AllowOrigins: ['*'], AllowMethods: ['*'] });
  const two = [http({ path: '/a', methods: [POST] }), http({ path: '/b', methods: [GET, PUT], cors: policy })];
  expect(cors(...two)).toEqual({ AllowOrigins: ['*'], AllowMethods: ['GET', 'POST', 'PUT'] });
  expect(cors(...two, http({ path: '/c' }))).toEqual({ AllowOrigins: ['*'], AllowMethods: ['*'] });
});

test('OPTIONS, which the URL answers itself and refuses as a word, is left out', () => {
  const policy = { allowOrigins: ['*'], allowMethods: [GET, OPTIONS] };
  expect(cors(http({ cors: policy })).AllowMethods).toEqual(['GET']);
  expect(cors(http({ methods: [POST, OPTIONS], cors: { allowOrigins: ['*'] } })).AllowMethods).toEqual(['POST']);
});

test('OPTIONS alone leaves no empty list, which the URL refuses as well', () => {
  const only = cors(http({ methods: [OPTIONS], cors: { allowOrigins: ['*'] } }));
  expect(only).toEqual({ AllowOrigins: ['*'] });
});
