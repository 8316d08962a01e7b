import { outgoing } from '../../../handler/private/outgoing';

const caller = { traceparent: '00-1', tracestate: 'a=1', remainingTime: () => 1000 };
const attributes = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, `${n}`]));

test('the context goes along, its state where there is room besides a dead letter’s note', () => {
  expect(outgoing('queue', 1, attributes(7), caller).attributes).toMatchObject({
    traceparent: '00-1',
    tracestate: 'a=1',
  });
  const full = outgoing('queue', 1, attributes(8), caller).attributes;
  expect(full).toEqual({ ...attributes(8), traceparent: '00-1' });
  expect(Object.keys(full)).toHaveLength(9);
});

test('state belongs to a context, and nothing goes along without one', () => {
  expect(outgoing('queue', 1, {}, { ...caller, traceparent: undefined }).attributes).toEqual({});
});
