import type * as coldStart from '../../../handler/private/cold-start';

/** The module as an instance that just started has it. */
function started(): typeof coldStart {
  jest.resetModules();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('faasade.coldStart')];
  return jest.requireActual<typeof coldStart>('../../../handler/private/cold-start');
}

test('the first invocation of an instance is cold, and no other', () => {
  const { takeColdStart } = started();
  expect([takeColdStart(), takeColdStart(), takeColdStart()]).toEqual([true, false, false]);
});

test('none is cold where the instance was ready before', () => {
  const { startedReady, takeColdStart } = started();
  startedReady();
  expect([takeColdStart(), takeColdStart()]).toEqual([false, false]);
});

test('files that hold the module each have it in common', () => {
  const { takeColdStart } = started();
  takeColdStart();
  jest.resetModules();
  const later = jest.requireActual<typeof coldStart>('../../../handler/private/cold-start');
  expect(later.takeColdStart()).toBe(false);
});
