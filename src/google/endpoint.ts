import { letEncrypt } from './encryption';
import type { GoogleFunction } from './function';
import { scaling, Scaling } from './scaling';
import { variables } from './settings';
import type { GoogleTriggers } from '../private/contract';
import { AssetType, Lazy, TerraformAsset, Token } from '../terraform/engine';
import { literal } from '../terraform/escape';
import { Cloudfunctions2Function, StorageBucketObject } from '../terraform/google';

export interface EndpointOptions {
  readonly name: string;
  readonly ingress: string;
  readonly part: keyof Scaling;
  /** Asked at synthesis: triggers and links come later. */
  readonly settings: () => GoogleTriggers;
}

/** One of the two Cloud Functions that a `Function` becomes. */
export function endpoint(fn: GoogleFunction, id: string, options: EndpointOptions): Cloudfunctions2Function {
  const { _cloud: cloud, _model: model, _plan: plan } = fn;
  const { bucket, serviceAccount, ready } = cloud._build();
  const { encryptionKey: key } = plan;
  const images = key === undefined ? cloud._build() : cloud._encryptedBuild(key);
  const share = (of: 'warm' | 'max') => Lazy.numberValue({ produce: () => scaling(model)[options.part]?.[of] });
  const built = new Cloudfunctions2Function(fn._scope, id, {
    ...cloud._at,
    name: options.name,
    location: cloud.region,
    description: model.spec.description && literal(model.spec.description),
    labels: Token.asStringMap(Lazy.anyValue({ produce: () => labelsOf(fn) })),
    kmsKeyName: key,
    buildConfig: {
      runtime: plan.runtime,
      entryPoint: 'handler',
      serviceAccount: serviceAccount.id,
      dockerRepository: images.repository.id,
      source: { storageSource: { bucket: bucket.name, object: codeObject(fn).name } },
    },
    serviceConfig: {
      serviceAccountEmail: fn.serviceAccount.email,
      availableMemory: `${plan.memoryMiB}Mi`,
      availableCpu: plan.cpu,
      timeoutSeconds: plan.timeoutSeconds,
      maxInstanceRequestConcurrency: plan.concurrency,
      // Windows set another one on the service itself. The function's is a record of its own, which is what Terraform
      // compares: they don't show as a change of this, so nothing has to be ignored.
      minInstanceCount: share('warm'),
      maxInstanceCount: share('max'),
      ingressSettings: options.ingress,
      vpcConnector: plan.vpcConnector,
      vpcConnectorEgressSettings: plan.egress,
      allTrafficOnLatestRevision: true,
      environmentVariables: Token.asStringMap(
        Lazy.anyValue({ produce: () => escaped(variables(model, options.settings(), cloud)) }),
      ),
    },
    dependsOn: [...new Set([ready, images.ready])],
  });
  fn._built.push(built);
  return built;
}

/** Budgets add some at synthesis; where there are none, there is no map of them. */
function labelsOf({ _cloud: { labels }, _labels: own }: GoogleFunction): Record<string, string> | undefined {
  const all = { ...labels, ...own };
  return Object.keys(all).length > 0 ? all : undefined;
}

function escaped(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, literal(text)]));
}

/** The package in the bucket: one for both functions. */
function codeObject(fn: GoogleFunction): StorageBucketObject {
  const { _scope: scope, _cloud: cloud, _code: code, _name: name } = fn;
  const { encryptionKey: key } = fn._plan;
  const found = scope.node.tryFindChild('Package') as StorageBucketObject | undefined;
  if (found) return found;
  const asset = new TerraformAsset(scope, 'Code', { path: code.path, type: AssetType.FILE, assetHash: code.hash });
  return new StorageBucketObject(scope, 'Package', {
    provider: cloud._at.provider,
    bucket: cloud._build().bucket.name,
    // A new name for new code: under the same one, a function would not see that it changed.
    name: `${name}/${code.hash}.zip`,
    source: asset.path,
    kmsKeyName: key,
    dependsOn: key === undefined ? undefined : [letEncrypt(cloud, key, 'storage')],
    lifecycle: { createBeforeDestroy: true },
  });
}
