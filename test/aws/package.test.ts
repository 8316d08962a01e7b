import { packageFiles } from '../../src/aws/package';
import { model } from '../private/data';

jest.mock('../../src/private/adapter', () => ({
  adapterFiles: (cloud: string) => ({ 'index.js': `// adapter of ${cloud}`, 'events.js': '' }),
  clientPaths: (cloud: string) => ({ queue: `/${cloud}/client-queue.js` }),
}));

test('a package holds the adapter, and nothing of the function', () => {
  const one = packageFiles(model().spec);
  expect(one).toEqual(packageFiles(model({ timeoutSeconds: 60, environment: { A: 'b' } }).spec));
  expect(one.files).toEqual({ 'index.js': '// adapter of aws', 'events.js': '' });
  expect(one.clients).toEqual({ queue: '/aws/client-queue.js' });
  expect(one.external).toEqual(['@aws-sdk/*', '@smithy/*']);
});

test.each([
  [undefined, 'arm64'],
  ['arm64', 'arm64'],
  ['x86_64', 'x64'],
] as const)('packages with native code are installed for the architecture %s', (architecture, cpu) => {
  const { spec } = model(architecture && { architecture });
  expect(packageFiles(spec).install).toEqual({ os: 'linux', cpu, libc: 'glibc' });
});

test('code is bundled for the runtime', () => {
  expect(packageFiles(model({ runtime: { family: 'nodejs', version: '24' } }).spec).nodeTarget).toBe('node24');
});
