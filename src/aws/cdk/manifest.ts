import { writeFileSync } from 'fs';
import { join } from 'path';
import { attachCustomSynthesis, Stage } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { MANIFEST_FILE, manifestOf } from '../../private/manifest';

const ID = 'FaasadeManifest';

/**
 * Writes one manifest into each cloud assembly. `attachCustomSynthesis` is the CDK's only hook with the assembly's
 * folder; the construct that carries it is ours, so nobody else's synthesis is touched.
 */
export function attachManifest(scope: IConstruct): void {
  const stage = Stage.of(scope);
  if (!stage || stage.node.tryFindChild(ID)) return;
  attachCustomSynthesis(new Construct(stage, ID), {
    onSynthesize: ({ assembly }) => {
      const manifest = manifestOf(stage, (child) => Stage.isStage(child));
      writeFileSync(join(assembly.outdir, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`);
    },
  });
}
