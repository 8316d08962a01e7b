import { cdk } from 'projen';

/** Tasks beyond the jsii project's own. */
export function addBuild(project: cdk.JsiiProject): void {
  // The compiler's banner about Node 20 speaks of the compiler, not of what it compiles.
  project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

  const handler = project.addTask('build:handler', {
    description: 'Builds the library inside the function: types, and one adapter file a cloud',
    exec: 'node handler/build.mjs',
  });
  const index = project.addTask('build:index', {
    description: 'Makes the compiled index and command one file each, with clouds that load when used',
    exec: 'node scripts/build-index.mjs',
  });
  project.preCompileTask.spawn(handler);
  project.postCompileTask.prependSpawn(index);

  // The whole path that tests and the demo need, without the documentation.
  const assemble = project.addTask('assemble', { description: 'Everything that the demo and the tests run' });
  assemble.spawn(project.preCompileTask);
  assemble.spawn(project.compileTask);
  assemble.spawn(index);

  const jest = 'jest --ci --coverage=false';
  project.testTask.reset();
  project.testTask.spawn(assemble);
  project.testTask.exec('tsc -p tsconfig.check.json');
  project.testTask.exec('tsc -p handler/tsconfig.json');
  project.testTask.exec(jest, { receiveArgs: true });
  const eslint = project.tasks.tryFind('eslint');
  if (eslint) project.testTask.spawn(eslint);

  project.addTask('test:integration', {
    description: 'Runs the example on real runtimes and emulators; see CONTRIBUTING.md',
    steps: [{ spawn: assemble.name }, { exec: 'node test/integration/run.mjs', receiveArgs: true }],
  });
  project.addTask('demo', {
    description: 'Synthesizes examples/thumbnails for all clouds and shows what each got',
    steps: [{ spawn: assemble.name }, { exec: 'node examples/demo.mjs' }],
  });
  project.addTask('bench', {
    description: 'Measures against what a user would do instead; writes bench/RESULTS.md',
    steps: [{ spawn: assemble.name }, { exec: 'node bench/run.mjs', receiveArgs: true }],
  });
}
