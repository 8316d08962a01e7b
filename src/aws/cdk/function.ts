import { Duration, Lazy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import type { DeadLetters } from '../../dead-letters';
import { Function } from '../../function';
import { varies } from '../../private/capacity';
import type { DeployedCode } from '../../private/code';
import { LINKS_VARIABLE, TRIGGERS_VARIABLE } from '../../private/contract';
import { linkSettings } from '../../private/environment';
import { deliveryKey, FunctionModel, INBOX, triggersOf } from '../../private/model';
import { FIXED, VARIES } from '../../private/ready-contract';
import { Report } from '../../private/report';
import { LIVE } from '../../private/scaling-parts';
import type { TriggerSpec } from '../../private/spec';
import type { FunctionBackend, FunctionRecord, TriggerTable } from '../../private/target';
import { tracingVariables } from '../../private/tracing';
import { concurrency } from '../concurrency';
import type { Rated } from '../cost-rate';
import { features } from '../features';
import { limits } from '../limits';
import type { FunctionPlan } from '../plan';
import { triggerSettings } from '../settings';
import type { TriggerPlans } from '../triggers';
import { functionCode } from './code';
import { allowDeadLetters, deadLettersOf, DeliveryQueue, deliveryQueue } from './delivery';
import { allowUrl } from './grants';
import { ping } from './ping';
import { AwsQueue } from './queue';
import { record } from './record';
import { functionRole } from './role';
import { scale } from './scaling';
import { AwsTopic } from './topic';
import { http } from './triggers/http';
import { objectCreated } from './triggers/object-created';
import { queue } from './triggers/queue';
import { schedule } from './triggers/schedule';
import { tableChange } from './triggers/table-change';
import { topic } from './triggers/topic';
import { connect } from './vpc';

const triggers: TriggerTable<AwsFunction, TriggerPlans> = { http, schedule, queue, topic, objectCreated, tableChange };

/** The resources of a `Function` on AWS. */
export class AwsFunction implements FunctionBackend {
  /** The resources of a function. An error if it is on another cloud. */
  public static of(fn: Function): AwsFunction {
    if (fn._core.backend instanceof AwsFunction) return fn._core.backend;
    throw new Error(`Function '${fn.node.path}' is on ${fn.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(scope: Function, model: FunctionModel, plan: FunctionPlan, code: DeployedCode): AwsFunction {
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

  /** What watches it. @internal */
  public readonly _alarms: IConstruct[] = [];

  /** @internal */
  public _functionUrl?: lambda.FunctionUrl;

  private readonly plan: FunctionPlan;
  /** What keeps instances ready, but for the alias. */
  private readonly capacity: IConstruct[] = [];
  private inbox?: DeliveryQueue;
  private linked = false;
  /** Functions whose URL it knows. */
  private readonly callees = new Set<AwsFunction>();

  private constructor(scope: Function, model: FunctionModel, plan: FunctionPlan, code: DeployedCode) {
    this._scope = scope;
    this._model = model;
    this.plan = plan;
    const { spec } = model;
    this.logGroup = new logs.LogGroup(scope, 'Logs', { retention: plan.logRetentionDays });
    this.role = functionRole(scope, this.logGroup, spec.aws);
    this.lambdaFunction = new lambda.Function(scope, 'Function', {
      functionName: spec.name,
      description: spec.description,
      ...functionCode(code, plan.runtime),
      architecture: architectures[plan.architecture],
      memorySize: plan.memoryMiB,
      timeout: Duration.seconds(plan.timeoutSeconds),
      reservedConcurrentExecutions: spec.maxInstances,
      role: this.role,
      logGroup: this.logGroup,
      ...(spec.aws.environmentKey !== undefined && {
        environmentEncryption: kms.Key.fromKeyArn(scope, 'EnvironmentKey', spec.aws.environmentKey),
      }),
      environment: {
        ...spec.environment,
        ...tracingVariables(model),
        [TRIGGERS_VARIABLE]: Lazy.string({ produce: () => this.settings() }),
      },
    });
    if (plan.vpc) connect(this.lambdaFunction, this.role, plan.vpc);
    this.alias = new lambda.Alias(scope, 'Live', { aliasName: LIVE, version: this.lambdaFunction.currentVersion });
    const live = this.alias.node.defaultChild as lambda.CfnAlias;
    if (varies(spec.capacity)) {
      live.description = VARIES;
      this.capacity.push(...scale(this, plan.edges));
    } else {
      fix(live, () => concurrency(model).provisioned);
    }
    if (spec.capacity.ping) this.capacity.push(...ping(this, spec.capacity.ping));
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

  /** @internal */
  public _grantInvoke(fn: FunctionBackend): string {
    const caller = fn as AwsFunction;
    if (this.reaches(caller)) this.refuseCircle(caller);
    caller.callees.add(this);
    allowUrl(caller.role, this.alias.functionArn);
    return this._url();
  }

  /** The queue that every event but a `Queue`'s comes through, made when the first of them is added. @internal */
  public _inbox(): DeliveryQueue {
    if (!this.inbox) {
      const { maxAttempts, timeoutSeconds } = this._model.spec;
      this.inbox = deliveryQueue(new Construct(this._scope, 'Inbox'), {
        maxAttempts,
        visibilitySeconds: () => timeoutSeconds * limits.visibilityTimeouts,
      });
      // The adapter works on one after the other, and each has the whole timeout.
      this._consume(this.inbox.queue, INBOX, 1);
      allowDeadLetters(this.role, this.inbox.deadLetters);
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
  public _linked(): void {
    if (this.linked) return;
    this.linked = true;
    this.lambdaFunction.addEnvironment(
      LINKS_VARIABLE,
      Lazy.string({ produce: () => JSON.stringify(linkSettings(this._model)) }),
    );
  }

  /** @internal */
  public _environmentAdded(name: string, value: string): void {
    this.lambdaFunction.addEnvironment(name, value);
  }

  /** @internal */
  public _deadLetters(): DeadLetters {
    return deadLettersOf(this._inbox().deadLetters);
  }

  /** @internal */
  public _maxInstances(): number | undefined {
    return this._model.spec.maxInstances;
  }

  /** @internal */
  public _record(): FunctionRecord {
    const { architecture, memoryMiB, timeoutSeconds, logRetentionDays } = this.plan;
    const { reserved, mappings, provisioned } = concurrency(this._model);
    const resources = [this.lambdaFunction, this.alias, this.role, this.logGroup];
    return {
      architecture,
      memoryMiB,
      timeoutSeconds,
      logRetentionDays,
      scaling: [
        { part: LIVE, warm: provisioned, ...(reserved !== undefined && { max: reserved }) },
        ...[...mappings].map(([part, max]) => ({ part, warm: 0, max })),
      ],
      resources: [
        ...resources,
        ...this.capacity,
        ...(this._functionUrl ? [this._functionUrl] : []),
        ...(this.inbox ? [this.inbox.queue, this.inbox.deadLetters] : []),
        ...this._alarms,
      ].map(record),
    };
  }

  /** What delivers to it, each by its key. @internal */
  public _queues(): { readonly key: string; readonly queue: sqs.IQueue; readonly deadLetters?: sqs.IQueue }[] {
    const own = triggersOf(this._model, 'queue').map((trigger) => {
      const { queue: its, _dead } = AwsQueue.of(trigger.queue);
      return { key: deliveryKey(trigger), queue: its, ...(_dead && { deadLetters: _dead }) };
    });
    return [...(this.inbox ? [{ key: INBOX, ...this.inbox }] : []), ...own];
  }

  /** What its cost depends on while it works. @internal */
  public _rated(): Rated {
    const { memoryMiB, architecture } = this.plan;
    return { memoryMiB, architecture, warm: concurrency(this._model).provisioned };
  }

  private settings(): string {
    const settings = triggerSettings(this._model, {
      queue: (source) => {
        const built = AwsQueue.of(source);
        return { name: built.queue.queueName, delivery: built._delivery() };
      },
      topic: (source) => AwsTopic.of(source).topic.topicName,
      inbox: () => ({ a: this._model.spec.maxAttempts, d: this._inbox().deadLetters.queueUrl }),
    });
    return JSON.stringify(settings);
  }

  /** Whether it knows the URL of another function, or of one that does, and so on. */
  private reaches(other: AwsFunction): boolean {
    return this === other || [...this.callees].some((callee) => callee.reaches(other));
  }

  private refuseCircle(caller: AwsFunction): void {
    const report = new Report(`Function '${this._model.path}' can't be built on AWS`, features);
    report.problem(
      'grantInvoke',
      `'${caller._model.path}' would be called by a function that it calls, and CloudFormation builds no circle. Have ` +
        'one of them send to a Queue that the other consumes.',
    );
    report.throwProblems();
  }
}

const architectures = { arm64: lambda.Architecture.ARM_64, x86_64: lambda.Architecture.X86_64 } as const;

/** Has an alias keep a number of instances ready, by itself; triggers may add to it later. */
function fix(alias: lambda.CfnAlias, instances: () => number): void {
  const whereAny = <T>(value: () => T) => ({ produce: () => (instances() > 0 ? value() : undefined) });
  alias.description = Lazy.string(whereAny(() => FIXED));
  alias.provisionedConcurrencyConfig = Lazy.any(whereAny(() => ({ provisionedConcurrentExecutions: instances() })));
}
