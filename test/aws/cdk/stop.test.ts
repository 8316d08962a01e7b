import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Aspects, NestedStack, Stack, Tags } from 'aws-cdk-lib';
import { build } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

const built = build((stack) => {
  fn(stack, 'Before', { triggers: [http], capacity: faas.Capacity.warm(1) });
  faas.Stop.of(stack);
  fn(stack, 'After', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
});
const aliases = ['AfterLive', 'BeforeLive'].map((id) => ({ Ref: built.idOf('Lambda::Alias', id) }));
const functions = ['AfterFunction', 'BeforeFunction'].map((name) =>
  built.ids('Lambda::Function').find((id) => id.startsWith(name))!,
);
const breakerRole = built.idOf('IAM::Role', 'StopBreaker');

test('the breaker knows the functions that came before it and after it, and not itself', () => {
  const breaker = built.of(built.idOf('Lambda::Function', 'StopBreaker'));
  const [before, after] = [functions[1], functions[0]].map((id) => ({ Ref: id }));
  expect(breaker.Environment.Variables.STOP_TARGETS).toEqual({
    'Fn::Join': ['', ['{"p":"/faasade/stop","f":[["', before, '","live"],["', after, '","live"]]}']],
  });
  expect(breaker.ReservedConcurrentExecutions).toBeUndefined();
});

test('it may change just these, and keep what they had', () => {
  const own = built
    .allowed(breakerRole)
    .filter(({ Action }) => /lambda:|ssm:|autoscaling:/.test(JSON.stringify(Action)));
  const arns = functions.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] }));
  const sorted = (values: unknown[]) => [...values].map((value) => JSON.stringify(value)).sort();
  const [limits, provisioned, list, mappings, parameters, ...others] = own;
  expect(others).toEqual([]);
  expect(sorted(limits!.Resource as unknown[])).toEqual(sorted(arns));
  expect(sorted(provisioned!.Resource as unknown[])).toEqual(sorted(aliases));
  expect(list).toEqual({ Effect: 'Allow', Action: 'lambda:ListEventSourceMappings', Resource: '*' });
  expect(mappings!.Action).toBe('lambda:UpdateEventSourceMapping');
  const { ArnEquals } = mappings!.Condition as { ArnEquals: Record<string, unknown[]> };
  expect(sorted(ArnEquals['lambda:FunctionArn']!)).toEqual(sorted([...aliases, ...arns]));
  const kept = (parameters!.Resource as { 'Fn::Join': [string, unknown[]] }[]).map((arn) =>
    arn['Fn::Join'][1].slice(arn['Fn::Join'][1].indexOf(':parameter/faasade/stop/')),
  );
  expect(sorted(kept)).toEqual(
    sorted(
      functions.flatMap((Ref) => [
        [':parameter/faasade/stop/', { Ref }],
        [':parameter/faasade/stop/', { Ref }, '/lock'],
      ]),
    ),
  );
});

test('it may suspend the scaling of those only whose warm capacity varies', () => {
  const windows = [faas.CapacityWindow.cron({ opens: '0 8 * * *', closes: '0 9 * * *', warm: 3 })];
  const scaled = build((stack) => {
    fn(stack, 'Api', { triggers: [http], capacity: faas.Capacity.warm(0, { windows }) });
    faas.Stop.of(stack);
  });
  const [right] = scaled
    .allowed(scaled.idOf('IAM::Role', 'StopBreaker'))
    .filter(({ Action }) => JSON.stringify(Action).includes('application-autoscaling'));
  expect(right).toMatchObject({
    Action: 'application-autoscaling:RegisterScalableTarget',
    Condition: {
      StringEquals: {
        'application-autoscaling:service-namespace': 'lambda',
        'application-autoscaling:scalable-dimension': 'lambda:function:ProvisionedConcurrency',
      },
    },
  });
  const breaker = scaled.of(scaled.idOf('Lambda::Function', 'StopBreaker'));
  expect(JSON.stringify(breaker.Environment.Variables.STOP_TARGETS)).toContain('live\\",1]]}');
});

test('alarms and budgets of this account may publish notices', () => {
  const { Statement } = built.one('SNS::TopicPolicy').PolicyDocument;
  const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
  expect(
    allowed.map(({ Principal, Action, Condition }: any) => [Principal.Service, Action, Condition.StringEquals]),
  ).toEqual(
    ['cloudwatch', 'budgets'].map((service) => [
      `${service}.amazonaws.com`,
      'sns:Publish',
      { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    ]),
  );
});

test('alarms go off where a notice could not be followed, or waits for long', () => {
  const ids = built.ids('CloudWatch::Alarm').filter((id) => id.startsWith('Stop'));
  const alarms = ids.map((id) => built.of(id));
  expect(
    alarms.map(({ MetricName, Threshold, ComparisonOperator }) => [MetricName, Threshold, ComparisonOperator]),
  ).toEqual([
    ['ApproximateNumberOfMessagesVisible', 0, 'GreaterThanThreshold'],
    ['ApproximateAgeOfOldestMessage', 600, 'GreaterThanThreshold'],
  ]);
  expect(alarms.map(({ Dimensions }) => Dimensions[0].Value['Fn::GetAtt'][0])).toEqual([
    expect.stringMatching(/^StopBreakerInboxDeadLetters/),
    expect.stringMatching(/^StopBreakerInboxQueue/),
  ]);
});

const many = (count: number) => {
  const { stack, synth } = place('aws');
  for (let n = 0; n < count; n++) fn(stack, `Function${n}`.padEnd(60, 'x'), { triggers: [http] });
  faas.Stop.of(stack);
  return synth;
};

test('as many functions as it may stop fit into policies and environment, at their longest', () => {
  const { Resources } = JSON.parse(readFileSync(join(many(20)(), 'service.template.json'), 'utf8'));
  const policies = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
  expect(policies.map(({ Properties }) => Properties.PolicyDocument.Statement[0].Resource.length)).toEqual([
    6, 6, 6, 2,
  ]);
  for (const { Properties } of policies) {
    // IAM counts no spaces. A function's name has at most 64 characters, and its ARN 53 more.
    const text = JSON.stringify(Properties.PolicyDocument)
      .replace(/\{"Fn::GetAtt":\["\w+","Arn"\]\}/g, `"${'x'.repeat(117)}"`)
      .replace(/\{"Ref":"\w+Live\w+"\}/g, `"${'x'.repeat(122)}"`)
      .replace(/\{"Ref":"AWS::Partition"\}/g, '"aws"')
      .replace(/\{"Ref":"AWS::(Region|AccountId)"\}/g, `"${'x'.repeat(14)}"`)
      .replace(/\{"Ref":"\w+"\}/g, `"${'x'.repeat(64)}"`)
      .replace(/\{"Fn::Join":\["",\[(.*?)\]\]\}/g, (_, parts: string) => `"${parts.replace(/[",]/g, '')}"`);
    expect(text).not.toMatch(/Ref|Fn::/);
    expect(text.length).toBeLessThan(6144);
  }
});

test('refuses more functions than it may stop', () => {
  expect(many(21)).toThrow(
    'Stop.of: there are 21 functions below it, and a stop on AWS has room for 20. Have several, each for a part.',
  );
});

test.each([true, false])('aspects and tags of an app see what is added at synthesis: stabilization %s', (stabilize) => {
  const { stack, synth } = place('aws', { '@aws-cdk/core:aspectStabilization': stabilize });
  const seen: string[] = [];
  Tags.of(stack.node.root).add('team', 'a');
  Aspects.of(stack.node.root).add({ visit: ({ node }) => void seen.push(node.path) });
  fn(stack, 'Api', { triggers: [http] });
  faas.Stop.of(stack);
  const { Resources } = JSON.parse(readFileSync(join(synth(), 'service.template.json'), 'utf8'));
  expect(seen).toEqual(expect.arrayContaining(['service/Stop/Policy0/Resource', 'service/Stop/Failed/Resource']));
  const alarms = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  expect(alarms.length).toBeGreaterThan(2);
  for (const { Properties } of alarms) expect(Properties.Tags).toEqual([{ Key: 'team', Value: 'a' }]);
});

test('the manifest has the command that does it by hand', () => {
  const { stack, synth } = place('aws');
  fn(stack, 'Api', { triggers: [http] });
  faas.Stop.of(stack);
  const { stops } = JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
  expect(stops).toMatchObject([{ path: 'service/Stop', stack: 'service', functions: ['service/Api'] }]);
  expect(stops[0].commands.resume).toMatch(
    /^arn="\$\(aws cloudformation describe-stack-resource --stack-name 'service' --logical-resource-id 'StopNoticesTopic\w+' --query StackResourceDetail.PhysicalResourceId --output text\)" && aws sns publish --topic-arn "\$arn" --message '\{"action":"resume"\}'$/,
  );
});

test('the command names the region, where it is known, and finds a topic in a nested stack', () => {
  const app = new App();
  const stack = new Stack(app, 'shop', { env: { account: '123456789012', region: 'eu-west-1' } });
  const nested = new NestedStack(stack, 'Nested');
  fn(nested, 'Api', { triggers: [http] });
  faas.Stop.of(nested);
  const { stops } = JSON.parse(readFileSync(join(app.synth().directory, 'faasade.json'), 'utf8'));
  const ask = (of: string, id: string) =>
    `\\$\\(aws cloudformation describe-stack-resource --region 'eu-west-1' --stack-name ${of} ` +
    `--logical-resource-id '${id}' --query StackResourceDetail.PhysicalResourceId --output text\\)`;
  const topic = ask(`"${ask(`'shop'`, 'NestedNestedStack\\w+')}"`, 'StopNoticesTopic\\w+');
  expect(stops[0].commands.stop).toMatch(
    new RegExp(
      `^arn="${topic}" && aws sns publish --region 'eu-west-1' --topic-arn "\\$arn" --message '\\{"action":"stop"\\}'$`,
    ),
  );
});
