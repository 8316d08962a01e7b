import { Construct } from 'constructs';
import * as faas from '../src';
import { fn } from './conformance/cases';
import { place } from './stacks';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

test('a scope has one stop', () => {
  const { stack } = place('aws');
  const stop = faas.Stop.of(stack);
  expect(faas.Stop.of(stack)).toBe(stop);
  expect([stop.topic.node.path, stop.breaker.node.path]).toEqual(['service/Stop/Notices', 'service/Stop/Breaker']);
});

test('a stop of a stack stops the functions of a stop within it, and never what stops', () => {
  const { stack, synth } = place('aws');
  const inner = new Construct(stack, 'Inner');
  fn(inner, 'A', { triggers: [http] });
  fn(stack, 'B', { triggers: [http] });
  const [outerStop, innerStop] = [faas.Stop.of(stack), faas.Stop.of(inner)];
  synth();
  expect(outerStop._stop.functions()).toEqual(['service/B', 'service/Inner/A']);
  expect(innerStop._stop.functions()).toEqual(['service/Inner/A']);
});

test('refuses a scope without functions, and one in no cloud', () => {
  const { stack, synth } = place('aws');
  faas.Stop.of(stack);
  let message = '';
  try {
    synth();
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toBe(
    'Validation failed with the following errors:\n' +
      "  [service/Stop] The stop of 'service' can't be built on AWS:\n" +
      '  - Stop.of: there is no function below it. Ask for it where some are.',
  );
  const root = stack.node.root as Construct;
  expect(() => faas.Stop.of(root)).toThrow("'Stop' is in no stack, so it has no cloud");
  expect(root.node.tryFindChild('Stop')).toBeUndefined();
});

test('refuses a scope that has something else of that name', () => {
  const { stack } = place('aws');
  new Construct(stack, 'Stop');
  expect(() => faas.Stop.of(stack)).toThrow(
    new Error("'service' has another construct 'Stop'. Give that one another id."),
  );
});
