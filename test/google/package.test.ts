import { model } from './model';
import { packageFiles } from '../../src/google/package';

jest.mock('../../src/private/adapter', () => ({
  adapterFiles: (cloud: string) => ({ 'index.js': `// adapter of ${cloud}` }),
  clientPaths: (cloud: string) => ({ queue: `/${cloud}/client-queue.js` }),
}));

test('the adapter stands in front, and the framework is pinned', () => {
  const { files, ...target } = packageFiles(model().spec);
  expect(target).toEqual({
    cloud: 'google',
    nodeTarget: 'node22',
    external: ['@google-cloud/functions-framework'],
    clients: { queue: '/google/client-queue.js' },
    install: 'build',
  });
  expect(files['index.js']).toBe('// adapter of google');
  expect(JSON.parse(String(files['package.json']))).toEqual({
    private: true,
    main: 'index.js',
    dependencies: { '@google-cloud/functions-framework': '5.0.5' },
  });
});
