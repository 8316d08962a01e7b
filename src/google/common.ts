import type { GoogleCloud } from './cloud';
import type { TopicSpec } from '../private/resource-spec';

/** What every kind of resource is described by. */
export type Described = Pick<TopicSpec, 'tags' | 'encryptionKey' | 'retain'>;

/** The cloud's labels, and a resource's own over them. */
export function labelsOf({ labels }: GoogleCloud, { tags }: Described): Record<string, string> | undefined {
  return labels || tags ? { ...labels, ...tags } : undefined;
}

/** What is retained, no plan may delete. */
export function lifecycleOf({ retain }: Described): { readonly preventDestroy: boolean } | undefined {
  return retain ? { preventDestroy: true } : undefined;
}
