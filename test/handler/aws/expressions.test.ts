import { Expressions } from '../../../handler/aws/expressions';

const plain = { k: ['id'] } as const;
const expiring = { k: ['id'], t: 'ttl' } as const;
const now = 1_700_000_000_999;

test.each([
  ['exists', 'attribute_exists(#0)', '(attribute_exists(#0) AND NOT #1 <= :0)'],
  ['absent', 'attribute_not_exists(#0)', '(attribute_not_exists(#0) OR #1 <= :0)'],
  [{ size: { exists: false } }, 'attribute_not_exists(#0)', '(attribute_not_exists(#0) OR #1 <= :0)'],
  [{ size: { gt: 1, lte: 3 } }, '#0 > :0 AND #0 <= :1', '(#0 > :0 AND NOT #1 <= :1) AND (#0 <= :2 AND NOT #1 <= :3)'],
  [{ size: { ne: 1 } }, '(attribute_not_exists(#0) OR #0 <> :0)', '(attribute_not_exists(#0) OR #0 <> :0 OR #1 <= :1)'],
  [{}, undefined, undefined],
  [undefined, undefined, undefined],
] as const)('condition %j', (condition, ofPlain, ofExpiring) => {
  expect(new Expressions(plain, now).condition(condition)).toBe(ofPlain);
  expect(new Expressions(expiring, now).condition(condition)).toBe(ofExpiring);
});

test('names and values stand in placeholders, each name once', () => {
  const expressions = new Expressions(expiring, now);
  expressions.condition({ 'a.b[0]': { gt: 1 } });
  expressions.update({ set: { 'a.b[0]': ['x'] } });
  expect(expressions.attributes).toEqual({
    ExpressionAttributeNames: { '#0': 'a.b[0]', '#1': 'ttl' },
    ExpressionAttributeValues: { ':0': { N: '1' }, ':1': { N: '1700000000' }, ':2': { L: [{ S: 'x' }] } },
  });
  expect(new Expressions(plain).attributes).toEqual({});
});

test.each([
  [{}, undefined],
  [{ set: { a: 1, b: null } }, 'SET #0 = :0, #1 = :1'],
  [{ set: { a: 1 }, add: { n: -1 }, remove: ['x', 'y'] }, 'SET #0 = :0 ADD #1 :1 REMOVE #2, #3'],
])('update %j', (changes, text) => {
  expect(new Expressions(plain).update(changes)).toBe(text);
});

test.each([
  [{}, '#0 = :0'],
  [{ eq: 'a' }, '#0 = :0 AND #1 = :1'],
  [{ gte: 'a' }, '#0 = :0 AND #1 >= :1'],
  [{ gt: 'a', lt: 'b' }, '#0 = :0 AND #1 BETWEEN :1 AND :2'],
  [{ prefix: 'a' }, '#0 = :0 AND begins_with(#1, :1)'],
  [{ prefix: '' }, '#0 = :0'],
])('key condition %j', (range, text) => {
  expect(new Expressions(plain).keyCondition(['id', 'x'], 'sort', range)).toBe(text);
});
