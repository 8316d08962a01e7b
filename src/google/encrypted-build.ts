import { Build, ROLE_SECONDS } from './build';
import type { GoogleCloud } from './cloud';
import { letReadCopies } from './copies';
import { keyId, letEncrypt } from './encryption';
import { imageRepository, letPush } from './images';
import { sleep } from '../terraform/time';

/** What functions under a key of the user's are built with, beside what all are. */
export type EncryptedBuild = Pick<Build, 'repository' | 'ready'>;

/**
 * A function's key has to be that of the repository of its images too.
 * @see https://cloud.google.com/functions/docs/securing/cmek
 */
export function encryptedBuild(cloud: GoogleCloud, key: string, { serviceAccount }: Build): EncryptedBuild {
  const id = keyId(cloud, key);
  const repository = imageRepository(cloud, `Images-${id}`, key);
  const ready = sleep(cloud, `BuildReady-${id}`, ROLE_SECONDS, [
    letPush(cloud, `BuilderImages-${id}`, repository, serviceAccount),
    letReadCopies(cloud, `BuilderCopies-${id}`, serviceAccount, (bucket) => `resource.name.startsWith("${bucket}-")`),
    ...(['cloudfunctions', 'run', 'storage'] as const).map((service) => letEncrypt(cloud, key, service)),
  ]);
  return { repository, ready };
}
