type ColdStart = typeof import('../../../handler/private/cold-start');

/** The module as an instance that just started has it. */
async function started(): Promise<ColdStart> {
  let loaded: Promise<ColdStart> | undefined;
  jest.isolateModules(() => (loaded = import('../../../handler/private/cold-start')));
  return loaded!;
}

test('the first invocation of an instance is cold, and no other', async () => {
  const { takeColdStart } = await started();
  expect([takeColdStart(), takeColdStart(), takeColdStart()]).toEqual([true, false, false]);
});

test('none is cold where the instance was ready before', async () => {
  const { startedReady, takeColdStart } = await started();
  startedReady();
  expect([takeColdStart(), takeColdStart()]).toEqual([false, false]);
});
