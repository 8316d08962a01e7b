import { readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'cdktf';
import * as faas from '../../src';
import { place } from '../stacks';

/** Resources of a synthesized stack by type, each by the construct path that made it. */
export type Resources = Record<string, Record<string, Record<string, any>>>;

export function resources(outdir: string, stack = 'service'): Resources {
  const { resource = {} } = JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries<Record<string, any>>(resource).map(([type, all]) => [
      type,
      Object.fromEntries(
        Object.values(all).map(({ '//': { metadata }, ...rest }) => [metadata.path.slice(stack.length + 1), rest]),
      ),
    ]),
  );
}

/** What a description becomes in a `GoogleStack`. */
export function build(describe: (stack: faas.google.GoogleStack) => void): Resources {
  const { stack, synth } = place('google');
  describe(stack as faas.google.GoogleStack);
  return resources(synth());
}

export const props = { project: 'acme-prod', region: 'europe-west1' };

export function app(): App {
  return place('google').stack.node.root as App;
}
