import { tmpdir } from 'os';
import { join } from 'path';
import { App as CdkApp, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { App as TerraformApp, TerraformStack } from 'cdktf';
import { Construct, RootConstruct } from 'constructs';
import { aws, azure, Cloud, google, Queue } from '../../src';

const cdkApp = () => new CdkApp({ analyticsReporting: false });
const terraformApp = () => new TerraformApp({ outdir: join(tmpdir(), 'faasade-placement') });

test('a CDK stack stands for AWS by itself, once', () => {
  const stack = new Stack(cdkApp(), 'service');
  const cloud = Cloud.of(new Construct(stack, 'Deep'));
  expect(cloud).toBeInstanceOf(aws.AwsCloud);
  expect(cloud.name).toBe('aws');
  expect(cloud.node.scope).toBe(stack);
  expect(Cloud.of(stack)).toBe(cloud);
});

test('a declared cloud serves all below it, and the nearest counts', () => {
  const stack = new Stack(cdkApp(), 'service');
  const outer = new aws.AwsCloud(stack, 'Cloud');
  const scope = new Construct(stack, 'Special');
  const inner = new aws.AwsCloud(scope, 'Cloud');
  expect(Cloud.of(new Construct(scope, 'Deep'))).toBe(inner);
  expect(Cloud.of(new Construct(stack, 'Other'))).toBe(outer);
});

test('one cloud on the app serves the stacks of every stage', () => {
  const app = cdkApp();
  const cloud = new aws.AwsCloud(app, 'Cloud');
  const stacks = [new Stack(app, 'one'), new Stack(new Stage(app, 'prod'), 'two')];
  expect(stacks.map((stack) => Cloud.of(new Construct(stack, 'Deep')))).toEqual([cloud, cloud]);
  expect(stacks.map((stack) => stack.node.tryFindChild('Faasade'))).toEqual([undefined, undefined]);
});

test("a nested stack uses its parent's declared cloud, else stands for AWS too", () => {
  const declared = new Stack(cdkApp(), 'declared');
  const cloud = new aws.AwsCloud(declared, 'Cloud');
  expect(Cloud.of(new NestedStack(declared, 'Nested'))).toBe(cloud);
  expect(Cloud.of(new NestedStack(new Stack(cdkApp(), 'plain'), 'Nested')).name).toBe('aws');
});

test('stacks of one app have the clouds that they declare', () => {
  const app = terraformApp();
  const onAzure = new azure.AzureStack(app, 'a', { location: 'westeurope', namespace: 'acme' });
  const onGoogle = new google.GoogleStack(app, 'g', { project: 'acme-prod', region: 'europe-west1' });
  expect([onAzure, onGoogle].map((stack) => Cloud.of(new Construct(stack, 'Deep')).name)).toEqual(['azure', 'google']);
});

test('asking in one stack declares nothing in another', () => {
  const app = cdkApp();
  const [one, two] = [new Stack(app, 'one'), new Stack(app, 'two')];
  Cloud.of(one);
  expect(two.node.children).toEqual([]);
});

test('fails if there is no cloud, with the ways to declare one', () => {
  expect(() => Cloud.of(new Construct(new RootConstruct('root'), 'Deep'))).toThrow(
    "'root/Deep' is in no stack, so it has no cloud. Place it in an aws-cdk-lib Stack, an azure.AzureStack or a google.GoogleStack.",
  );
  expect(() => Cloud.of(new Construct(new TerraformStack(terraformApp(), 'plain'), 'Deep'))).toThrow(
    "The Terraform stack 'plain' declares no cloud. Add new azure.AzureCloud(stack, 'Cloud', {…}) or " +
      "new google.GoogleCloud(stack, 'Cloud', {…}) before what needs it, or make it an azure.AzureStack or a google.GoogleStack.",
  );
});

test('fails if a scope has two clouds, and leaves the first', () => {
  const app = cdkApp();
  const first = new aws.AwsCloud(app, 'One');
  expect(() => new aws.AwsCloud(app, 'Two')).toThrow("'App' already has the cloud 'One'. Declare one cloud a scope.");
  expect(app.node.tryFindChild('Two')).toBeUndefined();
  expect(Cloud.of(new Stack(app, 'service'))).toBe(first);
});

test('what finds no cloud leaves no construct behind', () => {
  const root = new RootConstruct('root');
  expect(() => new Queue(root, 'Jobs')).toThrow('is in no stack');
  expect(root.node.children).toEqual([]);
});
