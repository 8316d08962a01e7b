import { cdk, javascript } from 'projen';
import { addBoundaries } from './projenrc/boundaries';
import { addBuild } from './projenrc/build';
import { addPackage } from './projenrc/package';

/** Engines: the tests run against these versions, and each is the floor of what a user may have. */
const engines = {
  'aws-cdk-lib': '2.276.0',
  cdktf: '0.21.0',
  '@cdktf/provider-azurerm': '14.23.1',
  '@cdktf/provider-google': '16.12.1',
};
const peers = { constructs: '10.7.2', ...engines };
const at = (versions: Record<string, string>, range = '') =>
  Object.entries(versions).map(([name, version]) => `${name}@${range}${version}`);

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

  peerDeps: at(peers, '^'),
  peerDependencyOptions: { pinnedDevDependency: false },
  bundledDeps: ['fflate', 'acorn'],
  devDeps: [
    ...at(peers),
    'aws-cdk@^2',
    'cdktf-cli@^0.21.0',
    'cdk-nag@^3',
    '@swc/core@1.16.18',
    '@swc/jest',
    'jest',
    '@types/jest',
    'tsx',
    'pngjs',
    '@types/pngjs',
    'fast-check',
    'croner',
    'luxon',
    '@types/luxon',
    'hono',
    'srvx',
    // How tests ask the AWS emulator.
    '@aws-sdk/client-budgets@^3',
    '@aws-sdk/client-cloudwatch@^3',
    '@aws-sdk/client-cloudwatch-logs@^3',
    '@aws-sdk/client-dynamodb-streams@^3',
    '@aws-sdk/client-pipes@^3',
    // What Lambda's own runtime holds.
    '@aws-sdk/client-application-auto-scaling@^3',
    '@aws-sdk/client-dynamodb@^3',
    '@aws-sdk/client-s3@^3',
    '@aws-sdk/client-lambda@^3',
    '@aws-sdk/client-secrets-manager@^3',
    '@aws-sdk/client-sns@^3',
    '@aws-sdk/client-sqs@^3',
    '@aws-sdk/client-ssm@^3',
    '@aws-sdk/lib-storage@^3',
    '@aws-sdk/s3-request-presigner@^3',
    '@smithy/signature-v4@^5',
    '@azure/functions@^4.16.0',
    '@azure/cosmos@^4.9.3',
    '@azure/storage-blob@^12.32.0',
    'azurite@^3.35.0',
    '@google-cloud/functions-framework@^5.0.0',
    '@google-cloud/storage@^7.22.0',
    // Bundled into the adapter's part that traces; what handlers may have of the API is any of its first major version.
    '@opentelemetry/api@^1.10.0',
    'opentelemetry-api-first@npm:@opentelemetry/api@1.0.0',
    '@opentelemetry/context-async-hooks@^3.1.1',
    '@opentelemetry/core@^3.1.1',
    '@opentelemetry/exporter-trace-otlp-http@^0.301.0',
    '@opentelemetry/resources@^3.1.1',
    '@opentelemetry/sdk-trace@^3.1.1',
    '@types/node@^20',
    '@types/aws-lambda',
    '@aws-lambda-powertools/batch',
    '@aws-lambda-powertools/idempotency',
    // A peer of it.
    '@aws-sdk/lib-dynamodb@^3',
    'ajv@^8',
    // What dashboards and queries are checked against: Google's description of its API, and the parsers of Prometheus and
    // of Kusto.
    '@google-cloud/monitoring-dashboards@^4.2.0',
    '@prometheus-io/codemirror-promql@^0.314.0',
    '@codemirror/state@^6',
    '@kusto/language-service-next@^12.4.1',
    'commander@^14',
    'cli-table3',
    'vega',
    'vega-lite',
    // Windows' names of time zones: see scripts/windows-zones.mjs.
    'cldr-bcp47@^48',
    'cldr-core@^48',
  ],

  jest: false,
  prettier: true,
  eslintOptions: { dirs: ['src', 'handler', 'examples'], devdirs: ['test', 'bench', 'projenrc'] },
  prettierOptions: {
    settings: { printWidth: 120, singleQuote: true, trailingComma: javascript.TrailingComma.ALL },
  },
  sampleCode: false,
  excludeTypescript: ['handler/**', 'test/**', 'examples/**', 'bench/**'],
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

// Versions of which a binary exists for every platform: `npm ci` refuses a lockfile that lacks one.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

addPackage(project, Object.keys(engines));
addBoundaries(project);
addBuild(project);

project.synth();
