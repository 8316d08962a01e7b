import { limits } from './limits';
import type { Link } from '../private/model';
import { withLongest } from '../private/tokens';

/** Links with what is known on deployment only at its longest, to weigh them. */
export function longestLinks(links: readonly Link[]): Link[] {
  return links.map((link) => ({
    ...link,
    value: JSON.parse(withLongest(JSON.stringify(link.value), limits.linkBytes[link.kind])),
  }));
}
