import { report } from './data';
import { approximated, unsupported } from '../../src/private/features';

const tables = {
  memory: approximated('Memory has steps.'),
  timeout: unsupported('Time never ends. Leave it out.'),
};

test('throws all problems in one error, in the order in which they were found', () => {
  const to = report(tables);
  to.problem('memory', '1 MiB is not enough.');
  to.unsupported('timeout', 'timeout', '30 seconds');
  expect(() => to.throwProblems()).toThrow(
    new Error(
      "Function 'stack/F' can't be built on Nimbus:\n" +
        '  - memory: 1 MiB is not enough.\n' +
        '  - timeout: 30 seconds is unsupported (timeout). Time never ends. Leave it out.',
    ),
  );
});

test('throws nothing where there are approximations only', () => {
  const to = report(tables);
  to.approximate('memory', '1 MiB becomes 2.');
  to.approximate('memory');
  expect(() => to.throwProblems()).not.toThrow();
  expect(to.approximations).toEqual([
    { feature: 'memory', message: '1 MiB becomes 2. Memory has steps.' },
    { feature: 'memory', message: 'Memory has steps.' },
  ]);
});

test('fails if a feature is used otherwise than its table declares', () => {
  const to = report(tables);
  expect(() => to.approximate('timeout')).toThrow('Feature timeout is declared unsupported, not approximated.');
  expect(() => to.unsupported('environment', 'environment', 'x')).toThrow(
    'Feature environment is declared exact, not unsupported.',
  );
  expect(to.problems).toEqual([]);
});

test('puts what throws into the same list, and goes on', () => {
  const to = report();
  expect(to.attempt('code', () => 'bundle')).toBe('bundle');
  expect(
    to.attempt('code', () => {
      throw new Error('No such file.');
    }),
  ).toBeUndefined();
  to.attempt('code', () => {
    throw 'plain text';
  });
  expect(to.problems).toEqual(['code: No such file.', 'code: plain text']);
});
