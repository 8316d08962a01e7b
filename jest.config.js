/** Unit, conformance and property tests; `test/integration` has its own configuration because it needs servers. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/integration/'],
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^faasade$': '<rootDir>/src/index.ts',
    '^faasade/handler$': '<rootDir>/handler/index.ts',
  },
  modulePathIgnorePatterns: ['cdk.out', 'cdktf.out', '<rootDir>/dist/'],
  snapshotFormat: { escapeString: false, printBasicPrototype: false },
};
