import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, TerraformStack } from 'cdktf';
import * as faas from '../../src';

export const code = faas.Code.bundle(join(__dirname, '..', 'fixtures', 'handler.ts'));

export function fn(scope: TerraformStack, id: string, props: Partial<faas.FunctionProps> = {}): faas.Function {
  return new faas.Function(scope, id, { code, ...props });
}

export const options = { location: 'westeurope', namespace: 'acme' };

export function app(): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), 'faasade-azure-')) });
}

export function azureStack(
  parent: App = app(),
  id = 'service',
  props: Partial<faas.azure.AzureStackProps> = {},
): faas.azure.AzureStack {
  return new faas.azure.AzureStack(parent, id, { ...options, ...props });
}

export interface Synthesized {
  readonly folder: string;
  readonly terraform: any;
  readonly provider: any;
  /** The attributes of the only resource of a type, or of the one whose path ends with `path`. */
  one(type: string, path?: string): any;
  /** The paths of all resources of a type. */
  all(type: string): string[];
}

/** Synthesizes the app of a stack, and answers what stands in the stack's configuration. */
export function synth(stack: TerraformStack): Synthesized {
  const root = stack.node.root as App;
  root.synth();
  const folder = join(root.outdir, 'stacks', stack.node.id);
  const { resource = {}, ...rest } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
  const pathOf = (attributes: any): string => attributes['//'].metadata.path;
  return {
    ...rest,
    folder,
    all: (type) => Object.values(resource[type] ?? {}).map(pathOf),
    one: (type, path = '') => {
      const found = Object.values(resource[type] ?? {}).filter((attributes) => pathOf(attributes).endsWith(path));
      if (found.length !== 1) throw new Error(`${found.length} resources are a ${type} at '${path}'`);
      return found[0];
    },
  };
}

export function annotations(stack: TerraformStack): string[] {
  const { stacks } = JSON.parse(readFileSync(join((stack.node.root as App).outdir, 'manifest.json'), 'utf8'));
  return stacks[stack.node.id].annotations.map(({ message }: { message: string }) => message);
}
