import { openTimes } from '../../src/private/open-times';

test.each<[string, number[], number[], [number, number][]]>([
  [
    'each opening ends with the next closing',
    [1, 5],
    [3, 9],
    [
      [1, 3],
      [5, 9],
    ],
  ],
  [
    'what is open is not opened again',
    [1, 2, 3],
    [3, 8],
    [
      [1, 3],
      [3, 8],
    ],
  ],
  ['what is closed is not closed again', [6], [2, 4, 8, 9], [[6, 8]]],
  ['a closing at the time of the opening is that of before', [4], [4, 6], [[4, 6]]],
  [
    'the last one may stay open',
    [1, 7],
    [3],
    [
      [1, 3],
      [7, Infinity],
    ],
  ],
  ['nothing opens', [], [3], []],
])('%s', (_, openings, closings, open) => {
  expect(openTimes(openings, closings)).toEqual(open.map(([from, to]) => ({ from, to })));
});
