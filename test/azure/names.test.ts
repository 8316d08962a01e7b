import { names } from '../../src/azure/names';
import { standardName } from '../../src/private/names';

test.each(Object.entries(names))('%s takes the longest and the shortest standard name', (_, rule) => {
  for (const path of ['a', `${'Service/'.repeat(9)}${'VeryLongName'.repeat(9)}`, '1', 'Ä']) {
    const name = standardName({ ...rule, namespace: 'acme', stack: 'service-europe', path });
    expect(name).toMatch(rule.pattern);
    expect(name.length).toBeLessThanOrEqual(rule.maxLength);
  }
});

test.each([
  ['app', 'a'.repeat(33)],
  ['app', 'app-'],
  ['storageAccount', 'with-dash'],
  ['storageAccount', 'a'.repeat(25)],
  ['serviceBusNamespace', 'acme-sb'],
  ['serviceBusNamespace', 'acme-mgmt'],
  ['serviceBusNamespace', 'short'],
] as const)('%s refuses %s', (rule, name) => {
  expect(name).not.toMatch(names[rule].pattern);
});
