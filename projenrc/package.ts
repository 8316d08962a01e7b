import { cdk } from 'projen';

/** What the published package shows: two entries, the command, engines as optional peers, esbuild if it can be had. */
export function addPackage(project: cdk.JsiiProject, engines: string[]): void {
  const { package: manifest } = project;
  manifest.addField('exports', {
    '.': { types: './lib/index.d.ts', default: './lib/index.js' },
    './handler': {
      import: { types: './handler/dist/index.d.mts', default: './handler/dist/index.mjs' },
      require: { types: './handler/dist/index.d.ts', default: './handler/dist/index.js' },
    },
    './schema.json': './schema/faasade.schema.json',
    './.jsii': './.jsii',
    './package.json': './package.json',
  });
  manifest.addBin({ faasade: 'bin/faasade' });
  manifest.addField('peerDependenciesMeta', Object.fromEntries(engines.map((name) => [name, { optional: true }])));
  manifest.addField('optionalDependencies', { esbuild: '^0.28.0' });
  for (const path of [
    '/bench/',
    '/docs/',
    '/examples/',
    '/handler/*',
    '!/handler/dist/',
    '!/handler/package.json',
    '/projenrc/',
    '/scripts/',
    '/.ci/',
    '/ARCHITECTURE.md',
    '/CONTRIBUTING.md',
    '/jest.config.js',
    '/tsconfig.check.json',
    '/lib/**/*.js',
    '!/lib/index.js',
    '!/lib/parts/*.js',
    '!/lib/cli.js',
    '!/lib/report.js',
  ]) {
    project.npmignore?.addPatterns(path);
  }
}
