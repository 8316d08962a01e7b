import { Fn } from './engine';

/**
 * Letters and digits that Terraform makes while it applies, for an argument that is in no plan and no state. They come
 * from 244 random bits; of the 86 characters of their digest, a few are neither letters nor digits.
 */
export function secretValue(length: number): string {
  const digest = Fn.base64sha512(Fn.join('', [Fn.uuid(), Fn.uuid()]));
  return Fn.substr(Fn.replace(digest, '/[^0-9A-Za-z]/', ''), 0, length);
}
