import { Token as CdkToken } from 'aws-cdk-lib';
import { Token as TerraformToken } from 'cdktf';
import fc from 'fast-check';
import { holdsToken, longestBytes, tokenEngines } from '../../src/private/tokens';

const cdk = CdkToken.asString({ Ref: 'Queue' });
const terraform = TerraformToken.asString({ resolve: () => 'x' });

test("knows each engine's own tokens by their writing", () => {
  expect([cdk, terraform, `arn:${cdk}`, 'plain', '${var.x}', '${Token}'].map(holdsToken)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect([...tokenEngines(cdk)]).toEqual(['aws-cdk']);
  expect([...tokenEngines(terraform)]).toEqual(['terraform']);
  expect([...tokenEngines(`${terraform} and ${cdk}`)].sort()).toEqual(['aws-cdk', 'terraform']);
  expect([...tokenEngines('plain')]).toEqual([]);
});

test('answers the same each time it is asked', () => {
  expect([holdsToken(cdk), holdsToken(cdk), tokenEngines(cdk).size, tokenEngines(cdk).size]).toEqual([
    true,
    true,
    1,
    1,
  ]);
});

test('weighs text in bytes, and each token at the longest that it can be', () => {
  expect(longestBytes('', 100)).toBe(0);
  expect(longestBytes('größe', 100)).toBe(7);
  expect(longestBytes(`a${cdk}b${terraform}`, 100)).toBe(202);
});

test('weighs text without tokens as UTF-8, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('Token['));
      expect(longestBytes(text, 1000)).toBe(Buffer.byteLength(text));
    }),
  );
});
