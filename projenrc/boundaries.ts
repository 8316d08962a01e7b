import { cdk } from 'projen';

const engines = ['aws-cdk-lib', 'aws-cdk-lib/*', 'cdktf', 'cdktf/*', '@cdktf/*'];
const bundlers = ['esbuild', 'fflate', 'acorn'];
const clouds = ['aws', 'azure', 'google'];

/** Who may import what, as lint rules whose messages say why. */
export function addBoundaries({ eslint }: cdk.JsiiProject): void {
  if (!eslint) throw new Error('The boundaries need eslint.');

  const forbid = (names: string[], message: string) => ({ group: names, message });
  const imports = (...patterns: { group: string[]; message: string }[]) => ({
    'no-restricted-imports': ['error', { patterns }] as [string, unknown],
  });
  const noEngines = forbid(
    engines,
    'Only src/aws/cdk and src/terraform may name an engine: the rest must load without one.',
  );
  const noBundlers = forbid(bundlers, 'Only src/bundle may load a bundler, and only when a package is made.');
  const noCdktf = forbid(
    engines.slice(2),
    'Only src/terraform names the Terraform engine and its providers, so that another engine is a change of one folder.',
  );

  eslint.addOverride({ files: ['src/**/*.ts'], rules: imports(noEngines, noBundlers) });
  eslint.addOverride({ files: ['src/bundle/**/*.ts'], rules: imports(noEngines) });
  eslint.addOverride({ files: ['src/aws/cdk/**/*.ts'], rules: imports(noCdktf, noBundlers) });
  eslint.addOverride({
    files: ['src/terraform/**/*.ts'],
    rules: imports(forbid(engines.slice(0, 2), 'Terraform targets know no AWS CDK.')),
  });

  const zone = (target: string, from: string[], message: string, except: string[] = []) => ({
    target,
    from,
    except,
    message,
  });
  const folders = clouds.map((cloud) => `./src/${cloud}`);
  const zones = [
    zone(
      './src/*.ts',
      [...folders, './src/terraform'],
      'The core does not know clouds: it asks the target of the scope.',
    ),
    zone(
      './src/private',
      [...folders, './src/terraform'],
      'The core does not know clouds: it asks the target of the scope.',
    ),
    zone(
      './src/pricing',
      [...folders, './src/terraform', './src/bundle', './src/cli'],
      'What prices reads entries of the manifest, so that the command needs no engine for it.',
    ),
    zone('./src/bundle', ['./src/private', ...folders], 'The bundler knows files, not descriptions.'),
    ...folders.map((folder) =>
      zone(
        folder,
        folders.filter((other) => other !== folder),
        'Clouds do not know each other: what they share is in src/private or src/terraform.',
      ),
    ),
    zone('./src/aws/*.ts', ['./src/aws/cdk'], 'Decisions for AWS hold for every engine.'),
    zone('./src/terraform', folders, 'src/terraform serves all clouds.'),
    zone(
      './handler',
      ['./src'],
      'The adapter shares with synthesis the contract and what must be said or reckoned alike, and no more.',
      [
        './private/contract.ts',
        './private/stop-contract.ts',
        './private/ready-contract.ts',
        './private/method-check.ts',
        './private/cron-special-day.ts',
      ],
    ),
  ];
  eslint.addRules({ 'import/no-restricted-paths': ['error', { zones }] });

  eslint.addOverride({
    // The index names every cloud, `targets.ts` is where the core finds those that need no declaration, and the
    // command prints the tables of all of them.
    files: ['src/index.ts', 'src/aws/index.ts', 'src/private/targets.ts', 'src/cli/tables.ts'],
    rules: { 'import/no-restricted-paths': 'off' },
  });
  eslint.addOverride({
    // Loading when used, not when imported, takes `require`.
    files: ['src/private/targets.ts', 'src/bundle/**/*.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  });
  eslint.addOverride({
    // The build puts the command's libraries into its file.
    files: ['src/cli/**/*.ts'],
    rules: { 'import/no-extraneous-dependencies': 'off' },
  });
  eslint.addOverride({
    // Tests and benches use what they like, and examples live in another package's place.
    files: ['test/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts', 'handler/**/*.ts'],
    rules: { 'import/no-extraneous-dependencies': 'off', 'import/no-unresolved': 'off' },
  });
}
