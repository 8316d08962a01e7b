import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as aws from './aws';
import * as azure from './azure';
import * as google from './google';
import type { Stack } from './terraform';
import { CloudName, terraformStacks } from '../../stacks';

const terraform: Record<'azure' | 'google', (stack: Stack) => string[]> = {
  azure: azure.tooWide,
  google: google.tooWide,
};

/** What the stacks of an assembly allow that could be narrower. */
export function tooWide(cloud: CloudName, outdir: string): string[] {
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
  if (cloud !== 'aws') {
    return terraformStacks(outdir).flatMap((folder) => terraform[cloud](read(join(folder, 'cdk.tf.json'))));
  }
  const templates = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
  return templates.flatMap((name) => aws.tooWide(read(join(outdir, name))));
}
