import { writeFileSync } from 'fs';
import { join } from 'path';
import { Construct, IConstruct } from 'constructs';
import { TerraformStack } from './engine';
import { MANIFEST_FILE, manifestOf } from '../private/manifest';

const ID = 'FaasadeManifest';

/** The engine looks for custom synthesis under this symbol on any construct of a stack, and exports no function for it. */
const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');

/** Writes one manifest of all stacks into the assembly, from a construct of ours in each stack. */
export function attachManifest(scope: IConstruct): void {
  const stack = TerraformStack.of(scope);
  if (stack.node.tryFindChild(ID)) return;
  Object.defineProperty(new Construct(stack, ID), CUSTOM_SYNTHESIS, {
    value: {
      onSynthesize: ({ outdir }: { outdir: string }) => {
        const manifest = manifestOf(stack.node.root, () => false);
        writeFileSync(join(outdir, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`);
      },
    },
  });
}
