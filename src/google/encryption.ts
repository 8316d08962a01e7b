import { enableApi, Service, serviceAgent } from './apis';
import type { GoogleCloud } from './cloud';
import { fingerprint } from '../private/environment';
import { KmsCryptoKeyIamMember } from '../terraform/google';
import { plain } from '../terraform/plain';

/**
 * Lets one of Google's services use a key, once a cloud: without it, what the key encrypts can't be made.
 * @see https://cloud.google.com/kms/docs/cmek
 */
export function letEncrypt(cloud: GoogleCloud, key: string, service: Service): KmsCryptoKeyIamMember {
  const id = `Key-${keyId(cloud, key)}-${service}`;
  const found = cloud.node.tryFindChild(id) as KmsCryptoKeyIamMember | undefined;
  if (found) return found;
  const agent = serviceAgent(cloud, service);
  return new KmsCryptoKeyIamMember(cloud, id, {
    provider: cloud._at.provider,
    cryptoKeyId: key,
    role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
    member: agent.member,
    dependsOn: [agent.ready, enableApi(cloud, 'cloudkms')],
  });
}

/** Tells keys apart in construct ids. */
export function keyId(cloud: GoogleCloud, key: string): string {
  return fingerprint(plain(cloud, key)).slice(0, 8);
}
