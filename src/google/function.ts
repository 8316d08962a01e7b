import { Construct } from 'constructs';
import type { Package } from '../bundle';
import type { DeadLetters } from '../dead-letters';
import { Function } from '../function';
import type { GoogleCloud } from './cloud';
import { deadLettersOf, FunctionDeadLetters, functionDeadLetters } from './dead-letters';
import { endpoint } from './endpoint';
import { EventEndpoint, eventEndpoint } from './events';
import { identity } from './identity';
import { letCall } from './invoke';
import { functionRule } from './names';
import type { FunctionPlan } from './plan';
import { record } from './record';
import { scaling } from './scaling';
import { httpSettings } from './settings';
import type { TriggerPlans } from './triggers';
import type { FunctionModel } from '../private/model';
import type { TriggerSpec } from '../private/spec';
import type { FunctionBackend, FunctionRecord, TriggerTable } from '../private/target';
import type { TerraformResource } from '../terraform/engine';
import { Cloudfunctions2Function, PubsubSubscription, PubsubTopic, ServiceAccount } from '../terraform/google';
import { nameOf } from '../terraform/naming';
import { untraced } from '../terraform/traces';
import { http } from './triggers/http';
import { Inbox, inbox } from './triggers/inbox';
import { objectCreated } from './triggers/object-created';
import { queue } from './triggers/queue';
import { schedule } from './triggers/schedule';
import { tableChange } from './triggers/table-change';
import { topic } from './triggers/topic';

const triggers: TriggerTable<GoogleFunction, TriggerPlans> = {
  http,
  schedule,
  queue,
  topic,
  objectCreated,
  tableChange,
};

/** The resources of a `Function` on Google. */
export class GoogleFunction implements FunctionBackend {
  /** The resources of a function. An error if it is on another cloud. */
  public static of(fn: Function): GoogleFunction {
    if (fn._core.backend instanceof GoogleFunction) return fn._core.backend;
    throw new Error(`Function '${fn.node.path}' is on ${fn.cloud.name}, not on google.`);
  }

  /** @internal */
  public static _build(scope: Function, model: FunctionModel, plan: FunctionPlan, code: Package): GoogleFunction {
    return new GoogleFunction(scope, model, plan, code);
  }

  /** The identity that the code runs under. */
  public readonly serviceAccount: ServiceAccount;

  /** @internal */
  public readonly _cloud: GoogleCloud;

  /** @internal */
  public readonly _name: string;

  /**
   * What stands in the manifest.
   * @internal
   */
  public readonly _built: TerraformResource[] = [];

  /** @internal */
  public readonly _scope: Function;

  /** @internal */
  public readonly _model: FunctionModel;

  /** @internal */
  public readonly _plan: FunctionPlan;

  /** @internal */
  public readonly _code: Package;

  /**
   * Labels of its own, besides the cloud's.
   * @internal
   */
  public readonly _labels: Record<string, string> = {};

  /**
   * The functions that it may call.
   * @internal
   */
  public readonly _callees = new Set<GoogleFunction>();

  private http?: Cloudfunctions2Function;
  private events?: EventEndpoint;
  private inbox?: Inbox;
  private inboxScope?: Construct;
  private dead?: FunctionDeadLetters;

  private constructor(scope: Function, model: FunctionModel, plan: FunctionPlan, code: Package) {
    this._scope = scope;
    this._model = model;
    this._plan = plan;
    this._code = code;
    this._cloud = scope.cloud as GoogleCloud;
    this._name = model.spec.name ?? nameOf(this._cloud, scope, functionRule);
    this.serviceAccount = identity(this, 'Runtime', `Runs ${this._name}`);
    if (plan.windows) this._cloud._keepWindows(this);
  }

  /** The function that HTTP triggers reach, if there are any. */
  public get httpFunction(): Cloudfunctions2Function | undefined {
    return this.http;
  }

  /** The function that all other triggers reach, if there are any. */
  public get eventFunction(): Cloudfunctions2Function | undefined {
    return this.events?.endpoint;
  }

  /** The identity that events are pushed under, if there are any: the only one that the event function accepts. */
  public get invoker(): ServiceAccount | undefined {
    return this.events?.invoker;
  }

  /** The topic that schedules come through, if there are any. */
  public get inboxTopic(): PubsubTopic | undefined {
    return this.inbox?.topic;
  }

  /** Where events go that could not be handled, but for those of a `Queue`, which has its own; if there are any. */
  public get deadLetterTopic(): PubsubTopic | undefined {
    return this.dead?.topic;
  }

  /** Keeps them for 31 days, for you to read. */
  public get deadLetterSubscription(): PubsubSubscription | undefined {
    return this.dead?.subscription;
  }

  /** @internal */
  public _url(): string {
    return this.http!.url;
  }

  /** @internal */
  public _addTrigger(trigger: TriggerSpec, plan: unknown): void {
    untraced(() => triggers[trigger.kind](this, trigger as never, plan as never));
    this._scope.node.defaultChild = this.httpFunction ?? this.eventFunction;
  }

  /** @internal */
  public _http(): Cloudfunctions2Function {
    return (this.http ??= endpoint(this, 'Http', {
      name: this._name,
      ingress: this._plan.ingress,
      part: 'http',
      settings: () => httpSettings(this._model),
    }));
  }

  /** @internal */
  public _events(): EventEndpoint {
    return (this.events ??= eventEndpoint(this));
  }

  /** What schedules come through, made with the first of them. @internal */
  public _inbox(): Inbox {
    return (this.inbox ??= inbox(this));
  }

  /** What all events but a queue's share. @internal */
  public _inboxScope(): Construct {
    return (this.inboxScope ??= new Construct(this._scope, 'Inbox'));
  }

  /** The function's own dead letters, made with the first event that did not come from a `Queue`. @internal */
  public _dead(): FunctionDeadLetters {
    return (this.dead ??= functionDeadLetters(this));
  }

  /** @internal */
  public _deadLetters(): DeadLetters {
    return deadLettersOf(this._dead().topic);
  }

  /** @internal */
  public _grantInvoke(caller: FunctionBackend): unknown {
    return letCall(this, caller as GoogleFunction);
  }

  /** Variables are read at synthesis. @internal */
  public _linked(): void {}

  /** Variables are read at synthesis. @internal */
  public _environmentAdded(): void {}

  /** @internal */
  public _maxInstances(): number {
    return Object.values(scaling(this._model)).reduce((sum, { max }) => sum + max, 0);
  }

  /** @internal */
  public _record(): FunctionRecord {
    const { memoryMiB, timeoutSeconds, logRetentionDays } = this._plan;
    return {
      memoryMiB,
      timeoutSeconds,
      logRetentionDays,
      scaling: Object.entries(scaling(this._model)).map(([part, share]) => ({ part, ...share })),
      resources: this._built.map(record).sort((a, b) => (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1)),
    };
  }
}
