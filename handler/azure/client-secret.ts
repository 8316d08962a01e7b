import { azureCall } from './rest';
import type { AzureLinks } from '../../src/private/contract';
import { cached, secretLifetime } from '../private/cached';
import type { CreateClient } from '../private/clients';
import { keepSecret } from '../private/secrets';

type SecretLink = NonNullable<AzureLinks['s']>[string];

const values = cached<string>(secretLifetime);

/**
 * Reads a secret of a Key Vault.
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret
 */
export const create: CreateClient<'secret', SecretLink> = (id, [vault, name], { remainingTime }) => ({
  value() {
    const url = new URL(`/secrets/${name}?api-version=7.4`, vault).href;
    return values(url, async () => {
      const response = await azureCall({
        what: `Reading secret '${id}'`,
        url,
        audience: 'https://vault.azure.net',
        remainingTime,
      });
      return keepSecret(id, ((await response.json()) as { readonly value: string }).value);
    });
  },
});
