jest.mock('../../src/private/adapter', () => ({
  adapterFiles: (cloud: string) => ({ 'index.js': `// adapter of ${cloud}` }),
  clientPaths: (cloud: string) => ({ queue: `/${cloud}/client-queue.js` }),
}));
import { model } from './model';
import { packageFiles } from '../../src/azure/package';

test('a package holds the adapter and what the host reads, and nothing of the function', () => {
  const one = packageFiles(model().spec);
  expect(one).toEqual(packageFiles(model({ timeoutSeconds: 60, environment: { A: 'b' } }).spec));
  expect(one.install).toEqual({ os: 'linux', cpu: 'x64', libc: 'glibc' });
  expect(one.clients).toEqual({ queue: '/azure/client-queue.js' });
  expect(Object.keys(one.files).sort()).toEqual(['host.json', 'index.js', 'package.json']);
  expect(one.files['index.js']).toBe('// adapter of azure');
  expect(JSON.parse(one.files['package.json'] as string)).toEqual({ main: 'index.js' });
  const host = JSON.parse(one.files['host.json'] as string);
  expect(host.extensions.http.routePrefix).toBe('');
  expect(host.extensionBundle.version).toBe('[4.0.0, 5.0.0)');
});
