import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Token } from 'cdktf';
import { warnings } from './stacks';
import { azure, google, Parity } from '../src';

const stacks = {
  azure: (app: App, location: string) => new azure.AzureStack(app, 'service', { location, namespace: 'acme' }),
  google: (app: App, region: string) => new google.GoogleStack(app, 'service', { project: 'acme-prod', region }),
};
const emptyApp = () => new App({ outdir: mkdtempSync(join(tmpdir(), 'faasade-regions-')) });
const unknown = { azure: 'irelandwest', google: 'europe-west99' };
const clouds = ['azure', 'google'] as const;

test.each(clouds)('a region that %s may have since is warned about, and built in', (cloud) => {
  const app = emptyApp();
  stacks[cloud](app, unknown[cloud]);
  app.synth();
  expect(warnings(app.outdir)).toEqual([{ path: 'service/Cloud', id: 'region' }]);
  const text = readFileSync(join(app.outdir, 'manifest.json'), 'utf8');
  expect(text).toContain(`'${unknown[cloud]}' is no region that is known here.`);
});

test.each(clouds)('and %s is quiet about it once that is acknowledged', (cloud) => {
  const app = emptyApp();
  Parity.acknowledge(stacks[cloud](app, unknown[cloud]), 'region', 'It opened last week.');
  app.synth();
  expect(warnings(app.outdir)).toEqual([]);
});

test.each(clouds)('%s takes a region that is known on deployment only', (cloud) => {
  const app = emptyApp();
  stacks[cloud](app, Token.asString({ resolve: () => 'x' }));
  app.synth();
  expect(warnings(app.outdir)).toEqual([]);
});
