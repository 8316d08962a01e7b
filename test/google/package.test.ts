import { model } from './model';
import { packageFiles } from '../../src/google/package';

jest.mock('../../src/private/adapter', () => ({ adapterFile: (cloud: string) => `// ${cloud}` }));

test('the adapter stands in front, and the framework is pinned', () => {
  const { files, ...target } = packageFiles(model().spec);
  expect(target).toEqual({ cloud: 'google', nodeTarget: 'node22', external: ['@google-cloud/functions-framework'] });
  expect(files['index.js']).toBe('// google');
  expect(JSON.parse(String(files['package.json']))).toEqual({
    private: true,
    main: 'index.js',
    dependencies: { '@google-cloud/functions-framework': '5.0.5' },
  });
});
