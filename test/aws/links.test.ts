import { Token } from 'aws-cdk-lib';
import { longestLinks } from '../../src/aws/links';
import { link } from '../private/data';

test('what is known on deployment only is weighed at its longest, and the rest as it is', () => {
  const url = Token.asString({ Ref: 'Jobs' });
  const [jobs, orders] = longestLinks([link('Jobs', [url, 1]), link('Orders', 'arn', 'stack/Orders', 'topic')]);
  expect(jobs.value).toEqual(['x'.repeat(140), 1]);
  expect(orders.value).toBe('arn');
});
