import { readFileSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { place } from '../stacks';

// Terraform's JSON, whose shape each test knows.
type Resources = Record<string, Record<string, any>>;

export interface SynthesizedStack {
  readonly resources: Resources;
  /** The only resource of a type whose id contains a word. */
  one(type: string, word: string): any;
  /** Text with each reference replaced by the attribute that it names. */
  resolve(text: string): string;
  /** Path of an asset that a resource names. */
  asset(source: string): string;
}

/** Without an application that callers sign in to, Azure refuses private HTTP functions. */
const entraApplication = {
  clientId: '22222222-2222-2222-2222-222222222222',
  tenantId: '11111111-1111-1111-1111-111111111111',
};

/** A description in a stack of a cloud, read back from what synthesis wrote. */
export function synthesize(cloud: 'azure' | 'google', describe: (scope: Construct) => unknown): SynthesizedStack {
  const { stack, synth } = place(cloud, {}, { entraApplication });
  describe(stack);
  const folder = join(synth(), 'stacks', 'service');
  const { resource } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as { resource: Resources };
  const attribute = (type: string, id: string, name: string) => {
    const found = resource[type]![id]!;
    if (type === 'google_pubsub_topic' && name === 'id') return `projects/${found.project}/topics/${found.name}`;
    return found[name] ?? `<${type}.${name}>`;
  };
  return {
    resources: resource,
    one: (type, word) => {
      const found = Object.entries(resource[type] ?? {}).filter(([id]) => id.includes(word));
      if (found.length !== 1) throw new Error(`${found.length} of ${type} have '${word}' in their id.`);
      return found[0]![1];
    },
    resolve: (text) =>
      text
        // The host of the Service Bus namespace.
        .replace(/\$\{trimsuffix\(trimprefix\([^}]*\}/g, 'test.servicebus.windows.net')
        .replace(/\$\{([a-z_0-9]+)\.([\w-]+)\.(\w+)\}/g, (_, type, id, name) => attribute(type, id, name)),
    asset: (source) => join(folder, source),
  };
}

/** The settings of a function with every reference resolved. */
export function settings(stack: SynthesizedStack, variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, stack.resolve(value)]));
}
