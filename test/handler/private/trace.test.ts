import { fromXRay } from '../../../handler/aws/context';
import { traceparent } from '../../../handler/private/trace';

const valid = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('the nearest valid context wins', () => {
  expect(traceparent(undefined, 'nonsense', `"${valid}"`, valid.replace('01', '00'))).toBe(valid);
});

test.each([
  `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
  `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
  {},
  7,
])('fails if %j is no context: none', (value) => {
  expect(traceparent(value)).toBeUndefined();
});

test.each([
  [
    'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:0',
    '00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01',
  ],
  ['Root=1-5759e988-bd862e3fe1be46a994272793', undefined],
  [undefined, undefined],
])("X-Ray's %s is %s", (header, expected) => {
  expect(fromXRay(header)).toBe(expected);
});
