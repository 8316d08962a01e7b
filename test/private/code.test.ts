import { report, table } from './data';
import * as faas from '../../src';
import { deployedCode, planCode } from '../../src/private/code';
import { approximated, unsupported } from '../../src/private/features';
import type { FunctionSpec } from '../../src/private/spec';
import type { Target } from '../../src/private/target';

const DIGEST = `resize@sha256:${'0a'.repeat(32)}`;

function planned(code: faas.Code, { features = {}, runtime }: { features?: object; runtime?: faas.Runtime } = {}) {
  const to = report(features);
  const { family, version } = runtime ?? faas.Runtime.NODE_22;
  planCode({ code, runtime }, { code: code._spec, runtime: { family, version } } as FunctionSpec, to);
  return to;
}

test.each([
  ['a bundle', faas.Code.bundle('handler.ts', { install: ['sharp'] })],
  ['a folder', faas.Code.directory('dist')],
  ['an image with a tag', faas.Code.image('123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/resize:1.4.0')],
  ['an image with a digest', faas.Code.image(DIGEST)],
  ['an image that is known on deployment', faas.Code.image('${Token[TOKEN.1]}')],
])('takes %s', (_, code) => {
  const { problems, approximations } = planned(code);
  expect([problems, approximations]).toEqual([[], []]);
});

test.each([
  ['code.install', faas.Code.bundle('handler.ts', { install: ['sharp', 'canvas'] }), 'install of sharp, canvas'],
  ['code.directory', faas.Code.directory('dist'), "the folder 'dist'"],
  ['code.image', faas.Code.image(DIGEST), `the image '${DIGEST}'`],
])('asks the verdict on %s', (id, code, value) => {
  expect(planned(code, { features: { [id]: unsupported('It can not.') } }).problems).toEqual([
    `code: ${value} is unsupported (${id}). It can not.`,
  ]);
  expect(planned(code, { features: { [id]: approximated('It does otherwise.') } }).approximations).toEqual([
    { feature: id, message: 'It does otherwise.' },
  ]);
});

test('asks no verdict on what is not asked for', () => {
  const none = unsupported('It can not.');
  const features = { 'code.install': none, 'code.directory': none, 'code.image': none, 'runtime.node24': none };
  expect(planned(faas.Code.bundle('handler.ts'), { features }).problems).toEqual([]);
});

test('asks the verdict on a runtime', () => {
  const features = { 'runtime.node24': unsupported('It has 22.') };
  expect(planned(faas.Code.bundle('handler.ts'), { features, runtime: faas.Runtime.NODE_24 }).problems).toEqual([
    'runtime: Node.js 24 is unsupported (runtime.node24). It has 22.',
  ]);
});

test.each(['resize', 'resize:latest', 'localhost:5000/resize'])('fails if an image is no certain one: %s', (uri) => {
  expect(planned(faas.Code.image(uri)).problems).toEqual([
    `code: the image '${uri}' may become another one unseen. Give it a tag of its own, or a digest: '…@sha256:…'.`,
  ]);
});

test('fails if an image is given a runtime', () => {
  expect(planned(faas.Code.image(DIGEST), { runtime: faas.Runtime.NODE_22 }).problems).toEqual([
    'runtime: an image holds its own. Leave it out.',
  ]);
});

test('an image is deployed as it is', () => {
  const target = { features: table() } as Target;
  const spec = { code: faas.Code.image(DIGEST)._spec } as FunctionSpec;
  expect(deployedCode(spec, target)).toEqual({ entry: DIGEST, image: DIGEST });
});
