import * as faas from '../src';
import { fn } from './conformance/cases';
import { clouds, place } from './stacks';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

test.each(clouds)('takes functions that stay below it together: %s', (cloud) => {
  const { stack, synth } = place(cloud);
  faas.TotalLimits.set(stack, { maxInstances: 30 });
  for (const id of ['A', 'B']) fn(stack, id, { triggers: [http], limits: { maxInstances: 15 } });
  expect(synth).not.toThrow();
});

test.each(clouds)('refuses functions that exceed it together, those that came later too: %s', (cloud) => {
  const { stack, synth } = place(cloud);
  faas.TotalLimits.set(stack, { maxInstances: 30 });
  for (const id of ['A', 'B']) fn(stack, id, { triggers: [http], limits: { maxInstances: 16 } });
  expect(synth).toThrow(
    'maxInstances: functions may use 32 instances at the same time, above 30: service/A 16, service/B 16. Lower ' +
      'limits.maxInstances of some, or raise the total.',
  );
});

test('on AWS each function needs a limit of its own, because it has none otherwise', () => {
  const { stack, synth } = place('aws');
  faas.TotalLimits.set(stack, { maxInstances: 30 });
  fn(stack, 'A', { triggers: [http] });
  expect(synth).toThrow('service/A: has no limits.maxInstances, and so no limit of its own. Set it.');
});

test('on Azure each scale group counts', () => {
  const { stack, synth } = place('azure');
  faas.TotalLimits.set(stack, { maxInstances: 30 });
  fn(stack, 'A', { triggers: [http, faas.Trigger.queue(new faas.Queue(stack, 'Q'))], limits: { maxInstances: 16 } });
  expect(synth).toThrow('functions may use 32 instances at the same time, above 30: service/A 32.');
});

test('is a number of instances', () => {
  const { stack } = place('aws');
  expect(() => faas.TotalLimits.set(stack, { maxInstances: 0.5 })).toThrow(
    new Error(
      "The total limits of 'service' can't be kept on AWS:\n  - maxInstances: 0.5 is not a whole number of at least 1.",
    ),
  );
});
