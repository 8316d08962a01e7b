import { createHash } from 'crypto';
import type { NameRequest } from '../naming';

const HASH_LENGTH = 8;

/**
 * Words, then a hash of everything. The hash keeps two names apart whose words are equal or cut off, and is there
 * always, so that a name does not change its form when a path grows.
 */
export function standardName({ resource, namespace, stack, path, maxLength, separator }: NameRequest): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([resource, namespace, stack, path]))
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const words = [namespace, stack, ...path.split('/')]
    .map((word) => slug(word, separator))
    .filter((word) => word !== '');
  const head = shorten([...new Set(words)], maxLength - HASH_LENGTH - separator.length, separator);
  return `${head}${separator}${hash}`;
}

function slug(text: string, separator: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/-+/g, separator);
}

/** Keeps the last word, which says most, and as much of the first ones as there is room for; a letter comes first. */
function shorten(words: readonly string[], room: number, separator: string): string {
  const last = words[words.length - 1] ?? 'faasade';
  const head = words.slice(0, -1).join(separator);
  const left = room - last.length - separator.length;
  const text = left > 0 && head !== '' ? `${trim(head.slice(0, left))}${separator}${last}` : last;
  return trim((/^[a-z]/.test(text) ? text : `f${text}`).slice(0, room));
}

function trim(text: string): string {
  return text.replace(/-+$/, '');
}
