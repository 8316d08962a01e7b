import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { functionCode } from '../../../src/aws/cdk/code';
import type { DeployedCode } from '../../../src/private/code';

const folder = mkdtempSync(join(tmpdir(), 'faasade-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

function template(code: DeployedCode): Template {
  const stack = new Stack(new App(), 'service');
  new lambda.Function(stack, 'F', { ...functionCode(code, 'nodejs24.x'), architecture: lambda.Architecture.ARM_64 });
  return Template.fromStack(stack);
}

test('a package is an asset of its own hash, with the adapter in front', () => {
  const path = join(folder, 'package.zip');
  writeFileSync(path, 'zip');
  const built = (digit: string) =>
    template({ path, hash: digit.repeat(64), bytes: 3, entry: 'src/handler.ts', inputs: [] });
  built('a').hasResourceProperties('AWS::Lambda::Function', { Handler: 'index.handler', Runtime: 'nodejs24.x' });
  expect(built('a').toJSON()).toEqual(built('a').toJSON());
  expect(built('a').toJSON()).not.toEqual(built('b').toJSON());
});

test('an image has its own runtime and command', () => {
  const image = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/resize:1.4.0';
  const functions = Object.values(template({ entry: image, image }).findResources('AWS::Lambda::Function'));
  expect(functions).toHaveLength(1);
  expect(functions[0].Properties).toMatchObject({ Code: { ImageUri: image }, PackageType: 'Image' });
  expect(functions[0].Properties).not.toHaveProperty('Runtime');
  expect(functions[0].Properties).not.toHaveProperty('Handler');
});
