import { cached } from '../../../handler/private/cached';

let now = 0;
const counting = () => {
  let count = 0;
  return jest.fn(async () => ++count);
};

test('a value is kept for its time, by key', async () => {
  const values = cached<number>(100, () => now);
  const read = counting();
  expect(await values('a', read)).toBe(1);
  now += 99;
  expect(await values('a', read)).toBe(1);
  expect(await values('b', read)).toBe(2);
  now += 1;
  expect(await values('a', read)).toBe(3);
});

test('those who ask at the same time share one reading', async () => {
  const values = cached<number>(100, () => now);
  const read = counting();
  expect(await Promise.all([values('a', read), values('a', read)])).toEqual([1, 1]);
});

test('fails if reading fails: not kept', async () => {
  const values = cached<number>(100, () => now);
  await expect(values('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await values('a', async () => 1)).toBe(1);
});
