import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { calling } from './call';
import { regional } from './regional';
import type { AwsLinks } from '../../src/private/contract';
import { cached, secretLifetime } from '../private/cached';
import type { CreateClient } from '../private/clients';
import { keepSecret } from '../private/secrets';

const secretsManager = regional((config) => new SecretsManagerClient(config));
const values = cached<string>(secretLifetime);

/**
 * Reads from Secrets Manager.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export const create: CreateClient<'secret', NonNullable<AwsLinks['s']>[string]> = (id, arn, caller) => ({
  value: () =>
    values(arn, async () => {
      const command = new GetSecretValueCommand({ SecretId: arn });
      const what = `Reading secret '${id}'`;
      const { SecretString: text, SecretBinary: bytes } = await calling(what, caller, (options) =>
        secretsManager(arn).send(command, options),
      );
      return keepSecret(id, text ?? Buffer.from(bytes!).toString());
    }),
});
