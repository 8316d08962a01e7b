import { callService } from './service';
import { cached, secretLifetime } from '../private/cached';
import type { CreateClient } from '../private/clients';
import { keepSecret } from '../private/secrets';

/** What Secret Manager answers; `data` is base64. */
interface Version {
  readonly payload: { readonly data?: string };
}

const secrets = cached<string>(secretLifetime);

/**
 * Reads a secret of Secret Manager: `projects/<project>/secrets/<secret>`.
 * @see https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access
 */
export const create: CreateClient<'secret', string> = (id, secret, { remainingTime }) => ({
  value: () =>
    secrets(secret, async () => {
      const { payload } = await callService<Version>({
        what: `Reading secret '${id}'`,
        service: 'secretmanager',
        path: `/v1/${secret}/versions/latest:access`,
        remainingTime,
      });
      return keepSecret(id, Buffer.from(payload.data ?? '', 'base64').toString());
    }),
});
