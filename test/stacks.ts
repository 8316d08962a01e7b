import { mkdtempSync, readdirSync, readFileSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { Construct } from 'constructs';
import { azure, google, Observability } from '../src';

export type CloudName = 'aws' | 'azure' | 'google';
export const clouds: readonly CloudName[] = ['aws', 'azure', 'google'];

/** An app of one cloud's engine, its stacks, and what synthesis wrote. */
export interface Place {
  readonly stack: Construct;
  /** Another stack of the same app. */
  other(id?: string): Construct;
  /** Synthesizes, and answers the assembly's folder. */
  synth(): string;
}

type AzureOptions = Partial<azure.AzureStackProps>;

/** @param azureOptions beside what every test's stack has */
export function place(cloud: CloudName, context: Record<string, unknown> = {}, azureOptions: AzureOptions = {}): Place {
  const outdir = mkdtempSync(join(tmpdir(), `faasade-${cloud}-`));
  return cloud === 'aws' ? awsPlace(outdir, context) : terraformPlace(cloud, outdir, azureOptions);
}

function awsPlace(outdir: string, context: Record<string, unknown>): Place {
  const app = new CdkApp({ outdir, analyticsReporting: false, context });
  return {
    stack: new Stack(app, 'service'),
    other: (id = 'other') => new Stack(app, id),
    synth: () => app.synth().directory,
  };
}

function terraformPlace(cloud: CloudName, outdir: string, azureOptions: AzureOptions): Place {
  const app = new TerraformApp({ outdir });
  const make = (id: string) =>
    cloud === 'azure'
      ? new azure.AzureStack(app, id, { location: 'westeurope', namespace: 'acme', ...azureOptions })
      : new google.GoogleStack(app, id, {
          project: 'acme-prod',
          region: 'europe-west1',
          billingAccount: '012345-6789AB-CDEF01',
        });
  return {
    stack: make('service'),
    other: (id = 'other') => make(id),
    synth: () => {
      app.synth();
      return outdir;
    },
  };
}

/** Without the alarms and the dashboard that come by themselves. */
export function quiet(stack: Construct): void {
  Observability.withoutAlarms(stack);
  Observability.withoutDashboard(stack);
}

/** The folders of the Terraform stacks in an assembly. */
export function terraformStacks(outdir: string): string[] {
  return readdirSync(join(outdir, 'stacks')).map((name) => join(outdir, 'stacks', name));
}

/** The ids in brackets of every warning that an assembly shows. */
export function warnings(outdir: string): { readonly path: string; readonly id: string }[] {
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
  const messages = manifest.stacks ? terraformMessages(manifest) : cdkMessages(outdir, manifest);
  return messages.flatMap(({ path, message }) => {
    const [, id] = /\[([a-z][\w.-]*)\](?: \[ack: [^\]]*\])?$/i.exec(message) ?? [];
    return id ? [{ path, id }] : [];
  });
}

interface Message {
  readonly path: string;
  readonly message: string;
}

function terraformMessages(manifest: {
  stacks: Record<string, { annotations: { constructPath: string; message: string; level: string }[] }>;
}): Message[] {
  return Object.values(manifest.stacks).flatMap(({ annotations }) =>
    annotations
      .filter(({ level }) => level === '@cdktf/warn')
      .map(({ constructPath, message }) => ({ path: constructPath, message })),
  );
}

type Metadata = Record<string, { type: string; data: string }[]>;

function cdkMessages(
  outdir: string,
  manifest: { artifacts: Record<string, { metadata?: Metadata; additionalMetadataFile?: string }> },
): Message[] {
  return Object.values(manifest.artifacts).flatMap((artifact) => {
    const extra = artifact.additionalMetadataFile;
    const metadata: Metadata = {
      ...artifact.metadata,
      ...(extra && JSON.parse(readFileSync(join(outdir, extra), 'utf8'))),
    };
    return Object.entries(metadata).flatMap(([path, entries]) =>
      entries
        .filter(({ type }) => type === 'aws:cdk:warning')
        .map(({ data }) => ({ path: path.slice(1), message: data })),
    );
  });
}

/** Every file of a folder by its relative path. */
export function filesOf(folder: string, below = ''): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = join(below, name);
    if (statSync(join(folder, path)).isDirectory()) {
      filesOf(folder, path).forEach((bytes, file) => files.set(file, bytes));
    } else {
      files.set(path, readFileSync(join(folder, path)));
    }
  }
  return files;
}
