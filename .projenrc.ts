import { cdk, javascript, JsonFile, TextFile } from 'projen';

const peers = {
  'aws-cdk-lib': '^2.276.0',
  cdktf: '^0.21.0',
  '@cdktf/provider-azurerm': '^14.23.1',
  '@cdktf/provider-google': '^16.12.1',
};

const project = new cdk.JsiiProject({
  name: 'faasade',
  description: 'Describe a serverless service once and place it in an AWS CDK, Azure or Google Cloud stack',
  author: 'The faasade authors',
  authorAddress: 'authors@faasade.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/faasade/faasade.git',
  keywords: ['cdk', 'cdktf', 'serverless', 'faas', 'lambda', 'azure-functions', 'cloud-functions', 'constructs'],
  license: 'Apache-2.0',
  copyrightOwner: 'The faasade authors',
  packageManager: javascript.NodePackageManager.NPM,
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  minNodeVersion: '20.0.0',
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',

  // The public package holds no workflow of a hosting service: `.ci/run` is the one entry for every CI.
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  readme: undefined,

  peerDeps: ['constructs@^10.7.0', ...Object.entries(peers).map(([name, range]) => `${name}@${range}`)],
  // Tests run against the versions below; a peer's floor is checked by its range, not by a second install.
  peerDependencyOptions: { pinnedDevDependency: false },
  bundledDeps: ['fflate', 'acorn'],
  devDeps: [
    'constructs@10.7.2',
    ...Object.entries(peers).map(([name, range]) => `${name}@${range}`),
    'aws-cdk@^2',
    'cdktf-cli@^0.21.0',
    'esbuild@^0.28.0',
    'cdk-nag@^3',
    '@swc/core',
    '@swc/jest',
    'fast-check',
    'croner',
    'luxon',
    '@types/luxon',
    'hono',
    'srvx',
    '@azure/functions@^4.16.0',
    '@google-cloud/functions-framework@^5.0.0',
    '@types/node@^20',
    '@types/aws-lambda',
    '@aws-lambda-powertools/batch',
    'commander@^14',
    'cli-table3',
  ],

  jest: false,
  prettier: true,
  prettierOptions: {
    settings: { printWidth: 120, singleQuote: true, trailingComma: javascript.TrailingComma.ALL },
  },
  sampleCode: false,
  gitignore: [
    '/dist/',
    '/lib/',
    '/handler/dist/',
    'cdk.out/',
    'cdktf.out/',
    '.faasade/',
    '/tsconfig.tsbuildinfo',
    '.gen/',
  ],
});

project.synth();
