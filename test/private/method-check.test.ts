import { missingMethods } from '../../src/private/method-check';

test('nothing is missing where every trigger has its method', () => {
  expect(missingMethods(['fetch', 'queue'], [{ kind: 'http' }, { kind: 'queue', id: 'Jobs' }])).toBeUndefined();
  expect(missingMethods([], [])).toBeUndefined();
});

test('fails if methods are missing: a line for each trigger, alike ones once', () => {
  const triggers = [
    { kind: 'http' },
    { kind: 'schedule' },
    { kind: 'schedule' },
    { kind: 'queue', id: 'Jobs' },
  ] as const;
  expect(missingMethods([], triggers)).toMatchInlineSnapshot(`
   "The handler has no method 'fetch', which its HTTP trigger calls. Add it to the default export of the entry.
   The handler has no method 'scheduled', which its schedule trigger calls. Add it to the default export of the entry.
   The handler has no method 'queue', which its trigger on queue 'Jobs' calls. Add it to the default export of the entry."
  `);
});

test('fails if there is no default export, even without triggers', () => {
  expect(missingMethods(undefined, [])).toMatch(/^The entry has no default export\./);
});
