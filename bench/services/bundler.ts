// Bundles without any construct; prints the milliseconds from loading the bundler on.
const start = performance.now();
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Loading is measured too.
const { bundlePackage } = require('../../src/bundle') as typeof import('../../src/bundle');
const target = {
  cloud: 'aws',
  nodeTarget: 'node22',
  external: ['@aws-sdk/*', '@smithy/*'],
  files: { 'index.js': 'x'.repeat(17_000) },
  clients: {},
  install: 'build' as const,
};
for (let n = 0; n < Number(process.argv[2]); n++) bundlePackage(`src/handler${n}.ts`, {}, target);
console.log(performance.now() - start);
