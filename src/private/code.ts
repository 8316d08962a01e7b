import type * as bundler from '../bundle';
import type { CodeSpec } from '../code';
import type { FunctionProps } from '../function';
import type { Report } from './report';
import type { FunctionSpec } from './spec';
import type { Target } from './target';
import { holdsToken } from './tokens';

/** What is deployed: a zip file that was made here, or an image that others made. */
export type DeployedCode = bundler.Package | DeployedImage;

export interface DeployedImage {
  /** Its address, for the manifest. */
  readonly entry: string;
  readonly image: string;
}

/** Where code comes from and what runs it, by the target's verdicts. */
export function planCode(props: FunctionProps, { code, runtime }: FunctionSpec, report: Report): void {
  (planners[code.kind] as (code: CodeSpec, props: FunctionProps, report: Report) => void)(code, props, report);
  if (runtime.version === '24') report.use('runtime.node24', 'runtime', 'Node.js 24');
}

type CodeOf<K extends CodeSpec['kind']> = Extract<CodeSpec, { kind: K }>;

const planners: { readonly [K in CodeSpec['kind']]: (code: CodeOf<K>, props: FunctionProps, report: Report) => void } =
  {
    bundle: ({ options: { install = [] } }, _, report) => {
      if (install.length > 0) report.use('code.install', 'code', `install of ${install.join(', ')}`);
    },
    directory: ({ path }, _, report) => report.use('code.directory', 'code', `the folder '${path}'`),
    image: ({ uri }, { runtime }, report) => {
      report.use('code.image', 'code', `the image '${uri}'`);
      if (!holdsToken(uri) && !isCertain(uri)) {
        report.problem(
          'code',
          `the image '${uri}' may become another one unseen. Give it a tag of its own, or a digest: '…@sha256:…'.`,
        );
      }
      if (runtime) report.problem('runtime', 'an image holds its own. Leave it out.');
    },
  };

/** Whether an address has a digest, or a tag that stands for one image. */
function isCertain(uri: string): boolean {
  const [, tag] = /[^/]:([\w.-]+)$/.exec(uri) ?? [];
  return /@sha256:[0-9a-f]{64}$/.test(uri) || (tag !== undefined && tag !== 'latest');
}

/** Makes what is deployed. Bundling takes its time, so that what was made before comes from a cache. */
export function deployedCode(spec: FunctionSpec, target: Target): DeployedCode {
  const { code } = spec;
  if (code.kind === 'image') return { entry: code.uri, image: code.uri };
  // Loaded here because importing the package bundles nothing, and the bundler is half of what it would load.
  const { bundlePackage, directoryPackage } = require('../bundle') as typeof bundler; // eslint-disable-line @typescript-eslint/no-require-imports
  return code.kind === 'bundle'
    ? bundlePackage(code.entry, code.options, target.bundleTarget(spec))
    : directoryPackage(code.path, code.options, target.bundleTarget(spec));
}
