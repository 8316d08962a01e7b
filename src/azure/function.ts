import type { Package } from '../bundle';
import type { DeadLetters } from '../dead-letters';
import { Function } from '../function';
import { audienceOf, Callers } from './callers';
import type { AzureCloud } from './cloud';
import type { AzureSchedule } from './cron';
import { Deliveries } from './deliveries';
import { deadLettersOf } from './delivery';
import { syncTriggers, upload } from './deployment';
import { functionApp } from './function-app';
import { hostStorage, withoutBrokenSetting } from './host-storage';
import { names } from './names';
import type { FunctionPlan } from './plan';
import { AzureQueue } from './queue';
import { record } from './record';
import { assignRole, roles } from './roles';
import { maxInstances, scaleGroups } from './scaling';
import { appSettings, hostSettings, identitySettings, triggerSettings } from './settings';
import type { TriggerPlans } from './triggers';
import { CapacityWindows, capacityWindows } from './windows';
import type { AzureLinks } from '../private/contract';
import type { FunctionModel } from '../private/model';
import type { TriggerSpec } from '../private/spec';
import type { FunctionBackend, FunctionRecord, TriggerTable } from '../private/target';
import {
  FunctionAppFlexConsumption,
  MonitorDiagnosticSetting,
  RoleDefinition,
  ServicebusQueue,
  ServicePlan,
  StorageAccount,
  UserAssignedIdentity,
} from '../terraform/azurerm';
import { Lazy, TerraformResource } from '../terraform/engine';
import { nameOf } from '../terraform/naming';
import { untraced } from '../terraform/traces';
import { http } from './triggers/http';
import { objectCreated } from './triggers/object-created';
import { queue } from './triggers/queue';
import { schedule } from './triggers/schedule';
import { tableChange } from './triggers/table-change';
import { topic } from './triggers/topic';

const triggers: TriggerTable<AzureFunction, TriggerPlans> = {
  http,
  schedule,
  queue,
  topic,
  objectCreated,
  tableChange,
};

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

  /** @internal */
  public readonly _cloud: AzureCloud;

  /** @internal */
  public readonly _scope: Function;

  /** @internal */
  public readonly _deliveries: Deliveries;

  /** Writes its metrics where budgets reckon with them. @internal */
  public _metrics: MonitorDiagnosticSetting | undefined;

  private readonly windows: CapacityWindows | undefined;
  private readonly decided: FunctionPlan;
  private readonly constantSettings: Readonly<Record<string, string>>;
  /** What has to be there before Azure reads the triggers. */
  private readonly ready: TerraformResource[];
  private readonly schedules = new Map<string, AzureSchedule>();
  private readonly callers = new Callers();
  /** Known at synthesis, so that two functions can call each other. */
  private readonly name: string;

  private constructor(cloud: AzureCloud, scope: Function, model: FunctionModel, decided: FunctionPlan, code: Package) {
    this._cloud = cloud;
    this._scope = scope;
    this._model = model;
    this._deliveries = new Deliveries(this, cloud);
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
    this.name = model.spec.name ?? nameOf(cloud, scope, names.app);
    this.app = functionApp(scope, cloud, { name: this.name, model, decided, plan, identity, host, settings, after });
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
    this.windows = decided.edges.length > 0 ? capacityWindows(scope, cloud, this.app, model, decided.edges) : undefined;
    scope.node.defaultChild = this.app;
  }

  /** The queue that all events but a `Queue`'s come through, if there are any. */
  public get inboxQueue(): ServicebusQueue | undefined {
    return this._deliveries.inbox?.queue;
  }

  /** Where those events go that could not be handled, if there are any. */
  public get deadLetterQueue(): ServicebusQueue | undefined {
    return this._deliveries.inbox?.deadLetters;
  }

  /** @internal */
  public _url(): string {
    return `https://${this.app.defaultHostname}`;
  }

  /** @internal */
  public _addTrigger(trigger: TriggerSpec, plan: unknown): void {
    untraced(() => triggers[trigger.kind](this, trigger as never, plan as never));
  }

  /** Has a timer write to the inbox. @internal */
  public _schedule(key: string, plan: AzureSchedule): void {
    this.schedules.set(key, plan);
    const { queue: inbox } = this._deliveries.needInbox();
    this._assignBefore('SendToInbox', roles.send, inbox.id);
  }

  /** Has the platform let in granted callers alone. @internal */
  public _authenticate(): void {
    this.app.putAuthSettingsV2(this.callers.settings(this._cloud._entraApplication!));
  }

  /** @internal */
  public _grantInvoke(caller: FunctionBackend): NonNullable<AzureLinks['f']>[string] {
    this.callers.add((caller as AzureFunction).identity, this._scope.node.path);
    return [`https://${this.name}.azurewebsites.net`, audienceOf(this._cloud._entraApplication!)];
  }

  /** Settings are made at synthesis. @internal */
  public _linked(): void {
    return;
  }

  /** Settings are made at synthesis. @internal */
  public _environmentAdded(): void {
    return;
  }

  /** @internal */
  public _deadLetters(): DeadLetters {
    return deadLettersOf(this._deliveries.needInbox());
  }

  /** Gives the function a role on a resource, once. @internal */
  public _assign(id: string, role: string | RoleDefinition, on: string): TerraformResource | undefined {
    const { _scope: scope, _cloud: cloud, identity } = this;
    return scope.node.tryFindChild(id) ? undefined : assignRole(scope, id, cloud, { role, on, to: identity });
  }

  /** Gives it a role that has to be there before Azure reads the triggers. @internal */
  public _assignBefore(id: string, role: string, on: string): void {
    const assignment = this._assign(id, role, on);
    if (assignment) this.ready.push(assignment);
  }

  /** @internal */
  public _maxInstances(): number {
    return maxInstances(this._model) * scaleGroups(this._model).length;
  }

  /** @internal */
  public _record(): FunctionRecord {
    const { memoryMiB, timeoutSeconds } = this.decided;
    const max = maxInstances(this._model);
    const { inbox } = this._deliveries;
    return {
      memoryMiB,
      timeoutSeconds,
      logRetentionDays: this._cloud._keptLogDays() ?? this.decided.logRetentionDays,
      scaling: scaleGroups(this._model).map(({ name, warm }) => ({ part: name, warm, max })),
      resources: [
        ...[this.app, this.plan, this.identity, this.storageAccount],
        ...(inbox ? [inbox.queue, inbox.deadLetters] : []),
        ...(this.windows?.resources ?? []),
        ...(this._metrics ? [this._metrics] : []),
      ].map(record),
    };
  }

  private settings(): Record<string, string> {
    return appSettings(this._model, this._cloud.location, this.triggers(), {
      ...this.constantSettings,
      ...this._deliveries.settings(),
    });
  }

  private triggers(): string {
    const inbox = this._deliveries.inboxSetting();
    return JSON.stringify(
      triggerSettings(this._model, {
        queue: (source) => this._deliveries.queueSetting(AzureQueue.of(source)._source),
        schedules: this.schedules,
        ...(inbox && { inbox }),
      }),
    );
  }
}
