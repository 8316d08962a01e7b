import { TerraformOutput, Testing } from 'cdktf';
import { secretValue } from '../../src/terraform/secret-value';

test('a value is made by Terraform, of letters and digits', () => {
  const synthesized = Testing.synthScope((scope) => new TerraformOutput(scope, 'Value', { value: secretValue(24) }));
  expect(JSON.parse(synthesized).output.Value.value).toBe(
    '${substr(replace(base64sha512(join("", [uuid(), uuid()])), "/[^0-9A-Za-z]/", ""), 0, 24)}',
  );
});
