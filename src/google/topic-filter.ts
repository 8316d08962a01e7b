import { limits } from './limits';
import type { Report } from '../private/report';
import type { FilterSpec } from '../private/resource-spec';
import { longestBytes } from '../private/tokens';

/**
 * What attributes of messages must be, in Pub/Sub's writing; undefined for every message.
 * @see https://cloud.google.com/pubsub/docs/subscription-message-filter
 */
export function attributesFilter(filter: FilterSpec): string | undefined {
  const parts = Object.entries(filter).map(([name, wanted]) =>
    'prefix' in wanted ? hasPrefix(name, wanted.prefix) : anyOf(name, wanted.equals),
  );
  return parts.length > 0 ? parts.join(' AND ') : undefined;
}

/** What keys of objects must begin with; undefined for every object. */
export function keyFilter(prefix: string): string | undefined {
  return prefix === '' ? undefined : hasPrefix('objectId', prefix);
}

export function checkFilterSize(prop: string, filter: string | undefined, report: Report): void {
  const bytes = longestBytes(filter ?? '', 0);
  if (bytes <= limits.filterBytes) return;
  report.problem(
    prop,
    `takes ${bytes} bytes in Pub/Sub's writing, above its limit of ${limits.filterBytes}. ` +
      'Filter for fewer or shorter values, and have the handler drop the rest.',
  );
}

function anyOf(name: string, values: readonly string[]): string {
  const parts = values.map((value) => `attributes.${name} = ${quoted(value)}`);
  return parts.length > 1 ? `(${parts.join(' OR ')})` : parts.join('');
}

function hasPrefix(name: string, prefix: string): string {
  return `hasPrefix(attributes.${name}, ${quoted(prefix)})`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
