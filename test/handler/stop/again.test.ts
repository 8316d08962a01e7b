import { again } from '../../../handler/stop/again';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Fails so often before it succeeds, and counts. */
function failing(times: number) {
  const calls = { count: 0 };
  const work = async () => {
    if (calls.count++ < times) throw new Error(`failure ${calls.count}`);
    return 'done';
  };
  return { calls, work };
}

test('waits longer each time', async () => {
  const { calls, work } = failing(3);
  const start = Date.now();
  const result = again(
    work,
    () => true,
    () => 60_000,
  );
  await jest.advanceTimersByTimeAsync(500 + 1000 + 2000);
  expect([await result, calls.count, Date.now() - start]).toEqual(['done', 4, 3500]);
});

test('ends at once with what is not temporary', async () => {
  const { calls, work } = failing(3);
  await expect(
    again(
      work,
      () => false,
      () => 60_000,
    ),
  ).rejects.toThrow('failure 1');
  expect(calls.count).toBe(1);
});

test('gives up with the last failure while there is time to tell of it', async () => {
  const { calls, work } = failing(100);
  const end = Date.now() + 60_000;
  const result = again(
    work,
    () => true,
    () => end - Date.now(),
  );
  const caught = result.catch((error: Error) => error.message);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await caught).toBe(`failure ${calls.count}`);
  expect(calls.count).toBeGreaterThan(8);
});
