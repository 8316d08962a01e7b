import type { Package } from '../bundle';
import { Function } from '../function';
import type { AzureCloud } from './cloud';
import type { AzureSchedule } from './cron';
import { deliveryQueue } from './delivery';
import { syncTriggers, upload } from './deployment';
import { functionApp } from './function-app';
import { hostStorage, withoutBrokenSetting } from './host-storage';
import { names } from './names';
import type { FunctionPlan } from './plan';
import { AzureQueue } from './queue';
import { record } from './record';
import { assignRole, roles } from './roles';
import { maxInstances, scaleGroups } from './scaling';
import { connectionSettings, hostSettings, identitySettings, triggerSettings } from './settings';
import type { TriggerPlans } from './triggers';
import type { AzureQueue as QueueSetting } from '../private/contract';
import { TRIGGERS_VARIABLE } from '../private/contract';
import { environmentVariables, fingerprint } from '../private/environment';
import type { FunctionModel } from '../private/model';
import type { TriggerSpec } from '../private/spec';
import type { FunctionBackend, FunctionRecord, TriggerTable } from '../private/target';
import {
  FunctionAppFlexConsumption,
  ServicebusQueue,
  ServicePlan,
  StorageAccount,
  UserAssignedIdentity,
} from '../terraform/azurerm';
import { Lazy, TerraformResource } from '../terraform/engine';
import { literal } from '../terraform/escape';
import { nameOf } from '../terraform/naming';
import { untraced } from '../terraform/traces';
import { http } from './triggers/http';
import { queue } from './triggers/queue';
import { schedule } from './triggers/schedule';

const triggers: TriggerTable<AzureFunction, TriggerPlans> = { http, schedule, queue };

/** The resources of a `Function` on Azure. */
export class AzureFunction implements FunctionBackend {
  /** The resources of a function. An error if it is on another cloud. */
  public static of(fn: Function): AzureFunction {
    if (fn._core.backend instanceof AzureFunction) return fn._core.backend;
    throw new Error(`Function '${fn.node.path}' is on ${fn.cloud.name}, not on azure.`);
  }

  /** @internal */
  public static _build(
    cloud: AzureCloud,
    scope: Function,
    model: FunctionModel,
    decided: FunctionPlan,
    code: Package,
  ): AzureFunction {
    return new AzureFunction(cloud, scope, model, decided, code);
  }

  /** The function app. */
  public readonly app: FunctionAppFlexConsumption;

  /** The plan, of this app alone. */
  public readonly plan: ServicePlan;

  /** The identity that the code runs under. */
  public readonly identity: UserAssignedIdentity;

  /** The storage account of the app's host. */
  public readonly storageAccount: StorageAccount;

  /** @internal */
  public readonly _model: FunctionModel;

  private readonly cloud: AzureCloud;
  private readonly scope: Function;
  private readonly decided: FunctionPlan;
  private readonly constantSettings: Readonly<Record<string, string>>;
  /** What has to be there before Azure reads the triggers. */
  private readonly ready: TerraformResource[];
  private readonly schedules = new Map<string, AzureSchedule>();
  /** Settings of connections, by the cloud whose namespace the queues are in. */
  private readonly connections = new Map<AzureCloud, Record<string, string>>();
  private inbox?: ServicebusQueue;

  private constructor(cloud: AzureCloud, scope: Function, model: FunctionModel, decided: FunctionPlan, code: Package) {
    this.cloud = cloud;
    this.scope = scope;
    this._model = model;
    this.decided = decided;
    cloud._keepLogs(decided.logRetentionDays);
    const place = cloud._place();
    const identity = new UserAssignedIdentity(scope, 'Identity', {
      ...place,
      name: nameOf(cloud, scope, names.identity),
    });
    const plan = new ServicePlan(scope, 'Plan', {
      ...place,
      name: nameOf(cloud, scope, names.plan),
      osType: 'Linux',
      skuName: 'FC1',
    });
    const host = hostStorage(scope, cloud, identity);
    const blob = upload(scope, cloud, host, code);
    this.constantSettings = {
      ...hostSettings(model.spec),
      ...host.settings,
      ...identitySettings(identity.clientId),
      FAASADE_PACKAGE: code.hash,
    };
    const settings = () => this.settings();
    const after = host.role ? [blob, host.role] : [blob];
    this.app = functionApp(scope, cloud, { model, decided, plan, identity, host, settings, after });
    this.plan = plan;
    this.identity = identity;
    this.storageAccount = host.account;
    const repaired = host.role ? [withoutBrokenSetting(scope, cloud, this.app, settings)] : [];
    this.ready = [this.app, blob, ...repaired];
    syncTriggers(scope, cloud, {
      app: this.app,
      changes: { package: code.hash, triggers: Lazy.stringValue({ produce: () => this.triggers() }) },
      after: () => this.ready,
    });
    assignRole(scope, 'PublishTelemetry', cloud, {
      role: roles.publishTelemetry,
      on: cloud.applicationInsights.id,
      to: identity,
    });
    scope.node.defaultChild = this.app;
  }

  /** The queue that schedules come through, if the function has any. */
  public get inboxQueue(): ServicebusQueue | undefined {
    return this.inbox;
  }

  /** @internal */
  public _url(): string {
    return `https://${this.app.defaultHostname}`;
  }

  /** @internal */
  public _addTrigger(trigger: TriggerSpec, plan: unknown): void {
    untraced(() => triggers[trigger.kind](this, trigger as never, plan as never));
  }

  /** Has a timer write to the inbox, which is made with the first of them. @internal */
  public _schedule(key: string, plan: AzureSchedule): void {
    this.schedules.set(key, plan);
    if (this.inbox) return;
    const { cloud, scope, identity } = this;
    this.inbox = deliveryQueue(scope, 'Inbox', cloud, {
      name: nameOf(cloud, scope, names.queue, 'inbox'),
      maxAttempts: this._model.spec.maxAttempts,
    });
    assignRole(scope, 'SendToInbox', cloud, { role: roles.send, on: this.inbox.id, to: identity });
    this._receive('ReceiveFromInbox', this.inbox, cloud);
  }

  /** Has a queue invoke the function. @internal */
  public _receive(id: string, source: ServicebusQueue, cloud: AzureCloud): void {
    const { scope, identity } = this;
    const role = assignRole(scope, id, this.cloud, { role: roles.receive, on: source.id, to: identity });
    // Azure looks into the queue as the function's identity to decide when to start it.
    this.ready.push(role);
    if (this.connections.has(cloud)) return;
    this.connections.set(cloud, connectionSettings(this.prefix(cloud), cloud._serviceBusHost(), identity.clientId));
  }

  /** Lets the function send to a queue. @internal */
  public _send(id: string, target: ServicebusQueue): void {
    const { scope, cloud, identity } = this;
    if (scope.node.tryFindChild(id)) return;
    assignRole(scope, id, cloud, { role: roles.send, on: target.id, to: identity });
  }

  /** @internal */
  public _record(): FunctionRecord {
    const { memoryMiB, timeoutSeconds } = this.decided;
    const max = maxInstances(this._model);
    return {
      memoryMiB,
      timeoutSeconds,
      logRetentionDays: this.cloud._keptLogDays() ?? this.decided.logRetentionDays,
      scaling: scaleGroups(this._model).map(({ name, warm }) => ({ part: name, warm, max })),
      resources: [
        ...[this.app, this.plan, this.identity, this.storageAccount],
        ...(this.inbox ? [this.inbox] : []),
      ].map(record),
    };
  }

  private settings(): Record<string, string> {
    const { environment } = this._model.spec;
    return Object.assign(
      { ...environmentVariables(this._model, {}), [TRIGGERS_VARIABLE]: this.triggers() },
      Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, literal(value)])),
      this.constantSettings,
      ...this.connections.values(),
    );
  }

  private triggers(): string {
    const inbox: QueueSetting | undefined = this.inbox && [this.inbox.name, this.prefix(this.cloud)];
    return JSON.stringify(
      triggerSettings(this._model, {
        queue: (source) => {
          const { _name, _cloud } = AzureQueue.of(source);
          return [_name, this.prefix(_cloud)];
        },
        schedules: this.schedules,
        ...(inbox && { inbox }),
      }),
    );
  }

  /** What the settings of a connection begin with: one connection a namespace. */
  private prefix(cloud: AzureCloud): string {
    return cloud === this.cloud ? 'FAASADE_BUS' : `FAASADE_BUS_${fingerprint(cloud.node.path).slice(0, 8)}`;
  }
}
