import { Duration, Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Package } from '../../bundle';
import { Function } from '../../function';
import { LINKS_VARIABLE, TRIGGERS_VARIABLE } from '../../private/contract';
import { linkSettings } from '../../private/environment';
import { FunctionModel, INBOX } from '../../private/model';
import type { TriggerSpec } from '../../private/spec';
import type { FunctionBackend, FunctionRecord, TriggerTable } from '../../private/target';
import { concurrency } from '../concurrency';
import { limits } from '../limits';
import type { FunctionPlan } from '../plan';
import { triggerSettings } from '../settings';
import type { TriggerPlans } from '../triggers';
import { DeliveryQueue, deliveryQueue } from './delivery';
import { AwsQueue } from './queue';
import { record } from './record';
import { http } from './triggers/http';
import { queue } from './triggers/queue';
import { schedule } from './triggers/schedule';

const triggers: TriggerTable<AwsFunction, TriggerPlans> = { http, schedule, queue };

/** The resources of a `Function` on AWS. */
export class AwsFunction implements FunctionBackend {
  /** The resources of a function. An error if it is on another cloud. */
  public static of(fn: Function): AwsFunction {
    if (fn._core.backend instanceof AwsFunction) return fn._core.backend;
    throw new Error(`Function '${fn.node.path}' is on ${fn.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(scope: Function, model: FunctionModel, plan: FunctionPlan, code: Package): AwsFunction {
    return new AwsFunction(scope, model, plan, code);
  }

  /** The Lambda function. */
  public readonly lambdaFunction: lambda.Function;

  /** The alias `live`: every trigger invokes it, and it holds the warm capacity. */
  public readonly alias: lambda.Alias;

  /** The identity that the code runs under. */
  public readonly role: iam.Role;

  /** Where its logs go. */
  public readonly logGroup: logs.LogGroup;

  /** @internal */
  public readonly _scope: Function;

  /** @internal */
  public readonly _model: FunctionModel;

  /** @internal */
  public _functionUrl?: lambda.FunctionUrl;

  private readonly plan: FunctionPlan;
  private inbox?: DeliveryQueue;
  private linked = false;

  private constructor(scope: Function, model: FunctionModel, plan: FunctionPlan, code: Package) {
    this._scope = scope;
    this._model = model;
    this.plan = plan;
    const { spec } = model;
    this.logGroup = new logs.LogGroup(scope, 'Logs', { retention: plan.logRetentionDays });
    this.role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(this.role);
    this.lambdaFunction = new lambda.Function(scope, 'Function', {
      functionName: spec.name,
      description: spec.description,
      code: lambda.Code.fromAsset(code.path, { assetHash: code.hash }),
      handler: 'index.handler',
      runtime: new lambda.Runtime(plan.runtime, lambda.RuntimeFamily.NODEJS),
      architecture: lambda.Architecture.ARM_64,
      memorySize: plan.memoryMiB,
      timeout: Duration.seconds(plan.timeoutSeconds),
      reservedConcurrentExecutions: spec.maxInstances,
      role: this.role,
      logGroup: this.logGroup,
      environment: { ...spec.environment, [TRIGGERS_VARIABLE]: Lazy.string({ produce: () => this.settings() }) },
    });
    this.alias = new lambda.Alias(scope, 'Live', { aliasName: 'live', version: this.lambdaFunction.currentVersion });
    (this.alias.node.defaultChild as lambda.CfnAlias).provisionedConcurrencyConfig = Lazy.any({
      produce: () => provisioning(concurrency(model).provisioned),
    });
    scope.node.defaultChild = this.lambdaFunction.node.defaultChild;
  }

  /** @internal */
  public _url(): string {
    return this._functionUrl!.url;
  }

  /** @internal */
  public _addTrigger(trigger: TriggerSpec, plan: unknown): void {
    triggers[trigger.kind](this, trigger as never, plan as never);
  }

  /** The queue that every event but a `Queue`'s comes through, made when the first of them is added. @internal */
  public _inbox(): DeliveryQueue {
    if (!this.inbox) {
      const { maxAttempts, timeoutSeconds } = this._model.spec;
      this.inbox = deliveryQueue(new Construct(this._scope, 'Inbox'), {
        maxAttempts,
        visibilitySeconds: () => timeoutSeconds * limits.visibilityTimeouts,
      });
      this._consume(this.inbox.queue, INBOX, limits.batchSize);
    }
    return this.inbox;
  }

  /** Has a queue invoke the alias, within the delivery's share of instances. @internal */
  public _consume(source: sqs.IQueue, delivery: string, batchSize: number): void {
    this.alias.addEventSource(
      new SqsEventSource(source, {
        batchSize,
        reportBatchItemFailures: true,
        maxConcurrency: Lazy.number({ produce: () => concurrency(this._model).mappings.get(delivery) }),
      }),
    );
  }

  /** Has the environment hold the links, once there are any. @internal */
  public _link(): void {
    if (this.linked) return;
    this.linked = true;
    this.lambdaFunction.addEnvironment(
      LINKS_VARIABLE,
      Lazy.string({ produce: () => JSON.stringify(linkSettings(this._model)) }),
    );
  }

  /** @internal */
  public _record(): FunctionRecord {
    const { memoryMiB, timeoutSeconds, logRetentionDays } = this.plan;
    const { reserved, mappings, provisioned } = concurrency(this._model);
    const resources = [this.lambdaFunction, this.alias, this.role, this.logGroup];
    return {
      memoryMiB,
      timeoutSeconds,
      logRetentionDays,
      scaling: [
        { part: 'live', warm: provisioned, ...(reserved !== undefined && { max: reserved }) },
        ...[...mappings].map(([part, max]) => ({ part, warm: 0, max })),
      ],
      resources: [
        ...resources,
        ...(this._functionUrl ? [this._functionUrl] : []),
        ...(this.inbox ? [this.inbox.queue, this.inbox.deadLetters] : []),
      ].map(record),
    };
  }

  private settings(): string {
    return JSON.stringify(triggerSettings(this._model, (source) => AwsQueue.of(source).queue.queueName));
  }
}

function provisioning(instances: number): lambda.CfnAlias.ProvisionedConcurrencyConfigurationProperty | undefined {
  return instances > 0 ? { provisionedConcurrentExecutions: instances } : undefined;
}
