import { readFileSync } from 'fs';
import { join } from 'path';
import { TerraformStack } from 'cdktf';
import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place } from '../stacks';
import { build } from './stack';

const { GoogleSecret } = faas.google;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

test('the value is made on deployment, and stands in no template and no state', () => {
  const built = build((stack) => new faas.Secret(stack, 'ApiKey', { generatedLength: 64, tags: { team: 'a' } }));
  expect(built.google_secret_manager_secret['ApiKey/Secret']).toMatchObject({
    labels: { team: 'a' },
    replication: { user_managed: { replicas: [{ location: 'europe-west1' }] } },
    lifecycle: { prevent_destroy: true },
  });
  const { 'ApiKey/Value': version } = built.google_secret_manager_secret_version;
  expect(version).toMatchObject({ secret: expect.stringContaining('.ApiKey_Secret_'), secret_data_wo_version: 1 });
  expect(version.secret_data_wo).toBe(
    '${substr(replace(base64sha512(join("", [uuid(), uuid()])), "/[^0-9A-Za-z]/", ""), 0, 64)}',
  );
  expect(version).not.toHaveProperty('secret_data');
});

function requiredVersion(override?: string): string {
  const { stack, synth } = place('google');
  if (override) (stack as TerraformStack).addOverride('terraform.required_version', override);
  new faas.Secret(stack, 'ApiKey');
  return JSON.parse(readFileSync(join(synth(), 'stacks/service/cdk.tf.json'), 'utf8')).terraform.required_version;
}

test('a stack with a secret asks for a Terraform that has write-only arguments', () => {
  expect(requiredVersion()).toBe('>= 1.11');
  expect(requiredVersion('~> 1.12')).toBe('~> 1.12');
});

test('fails if a stack keeps such a Terraform out', () => {
  expect(() => requiredVersion('~> 1.9.0')).toThrow(
    "It needs Terraform 1.11 or later, and the stack asks for '~> 1.9.0'. Let a later one in: " +
      "stack.addOverride('terraform.required_version', '>= 1.11').",
  );
});

test('a secret that exists needs no certain Terraform', () => {
  const { stack, synth } = place('google');
  faas.Secret.fromExisting(stack, 'ApiKey', { google: 'projects/other/secrets/api-key' });
  const { terraform } = JSON.parse(readFileSync(join(synth(), 'stacks/service/cdk.tf.json'), 'utf8'));
  expect(terraform).not.toHaveProperty('required_version');
});

test('a reader reads the one secret, and is told where it is', () => {
  const built = build((stack) => new faas.Secret(stack, 'ApiKey').grantRead(fn(stack, 'F', { triggers: [http] })));
  expect(built.google_secret_manager_secret_iam_member).toEqual({
    'F/Secret-ApiKey-read': {
      project: 'acme-prod',
      role: 'roles/secretmanager.secretAccessor',
      member: expect.stringContaining('.F_Runtime_'),
      secret_id: expect.stringContaining('.ApiKey_Secret_'),
    },
  });
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Http'].service_config;
  expect(variables.FAASADE_LINKS).toMatch(/^\{"s":\{"ApiKey":"\$\{google_secret_manager_secret\.\w+\.id\}"\}\}$/);
});

test('a secret that exists is granted by its name, in its project', () => {
  const built = build((stack) => {
    const apiKey = faas.Secret.fromExisting(stack, 'ApiKey', { google: 'projects/other/secrets/api-key' });
    apiKey.grantRead(fn(stack, 'F'));
    expect(GoogleSecret.of(apiKey).secret).toBeUndefined();
  });
  expect(built.google_secret_manager_secret).toBeUndefined();
  expect(built.google_secret_manager_secret_iam_member['F/Secret-ApiKey-read']).toMatchObject({
    project: 'other',
    secret_id: 'api-key',
  });
});

test('a key encrypts the value', () => {
  const encryptionKey = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
  const built = build((stack) => new faas.Secret(stack, 'ApiKey', { encryptionKey }));
  const [replica] = built.google_secret_manager_secret['ApiKey/Secret'].replication.user_managed.replicas;
  expect(replica.customer_managed_encryption).toEqual({ kms_key_name: encryptionKey });
  expect(Object.values(built.google_kms_crypto_key_iam_member)).toEqual([
    expect.objectContaining({ member: expect.stringContaining('@gcp-sa-secretmanager.') }),
  ]);
});

test('handles reach every resource', () => {
  const { stack } = place('google');
  const apiKey = new faas.Secret(stack, 'ApiKey');
  const { secret, version } = GoogleSecret.of(apiKey);
  expect(apiKey.node.defaultChild).toBe(secret);
  expect(version!.secretDataWoVersionInput).toBe(1);
  expect(() => GoogleSecret.of(new faas.Secret(place('aws').stack, 'ApiKey'))).toThrow(
    new Error("Secret 'service/ApiKey' is on aws, not on google."),
  );
});
