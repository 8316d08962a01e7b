import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Construct } from 'constructs';
import { Everything } from './service/everything';
import { FlashSale } from '../../examples/flash-sale/flash-sale';
import { OnlineExam } from '../../examples/online-exam/online-exam';
import { Thumbnails } from '../../examples/thumbnails/thumbnails';
import { tooWide } from '../conformance/least-privilege';
import { clouds, CloudName, place } from '../stacks';

/** A service on a cloud. */
export interface Output {
  readonly cloud: CloudName;
  readonly service: string;
  /** The file that was written, below the folder of all. */
  readonly path: string;
  /** What it allows that could be narrower. */
  readonly tooWide: readonly string[];
}

const services: Readonly<Record<string, (scope: Construct) => unknown>> = {
  everything: (scope) => new Everything(scope, 'Everything', { mailbox: 'https://mailbox.example.com' }),
  'flash-sale': (scope) => new FlashSale(scope, 'FlashSale', { item: 'console', quantity: 500 }),
  'online-exam': (scope) => new OnlineExam(scope, 'OnlineExam'),
  thumbnails: (scope) =>
    new Thumbnails(scope, 'Thumbnails', {
      catalogueUrl: 'https://example.com/catalogue.json',
      pictureOrigins: ['https://pictures.example.com'],
    }),
};

/** The application that callers sign in to, without which there is no private HTTP function on Azure. */
const entraApplication = {
  clientId: '22222222-2222-2222-2222-222222222222',
  tenantId: '11111111-1111-1111-1111-111111111111',
};

/** What synthesis writes for the stack of each service, below the assembly's folder. */
const synthesized: Record<CloudName, string> = {
  aws: 'service.template.json',
  azure: 'stacks/service/cdk.tf.json',
  google: 'stacks/service/cdk.tf.json',
};

/** Synthesizes each service on each cloud, and writes what checkov is to read. */
export function writeOutputs(folder: string): Output[] {
  return clouds.flatMap((cloud) =>
    Object.entries(services).map(([service, describe]) => {
      const { stack, synth } = place(cloud, {}, { entraApplication });
      describe(stack);
      const outdir = synth();
      const output = JSON.parse(readFileSync(join(outdir, synthesized[cloud]), 'utf8'));
      // Checkov can't read what is no block, and is of no matter to it.
      delete output.terraform?.required_version;
      const path = `${cloud}/${service}/${cloud === 'aws' ? 'template.json' : 'cdk.tf.json'}`;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), JSON.stringify(output, undefined, 2));
      return { cloud, service, path, tooWide: tooWide(cloud, outdir) };
    }),
  );
}
