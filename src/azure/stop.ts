import { actionGroupOf } from './alarm-channels';
import type { IServiceBusNamespace } from './existing';
import { AzureFunction } from './function';
import { names } from './names';
import { noticesOf } from './notices';
import type { Stoppable } from './plan-stop';
import { letStop } from './stop-rights';
import { AzureTopic } from './topic';
import type { Function } from '../function';
import { notifiedAbove } from '../private/notified';
import { AzureStopped, STOP_VARIABLE, STOPPED_TAG } from '../private/stop-contract';
import type { StopBackend } from '../private/target';
import { holdsToken } from '../private/tokens';
import type { Stop } from '../stop';
import { MonitorActionGroup, MonitorMetricAlert } from '../terraform/azurerm';
import { TerraformStack } from '../terraform/engine';
import { ignoreChanges } from '../terraform/ignore-changes';
import { nameOf } from '../terraform/naming';
import { untraced } from '../terraform/traces';

/** The resources of a `Stop` on Azure. */
export class AzureStop implements StopBackend {
  /** The resources of a stop. An error if it is on another cloud. */
  public static of(stop: Stop): AzureStop {
    const { backend, target } = stop._stop;
    if (backend instanceof AzureStop) return backend;
    throw new Error(`The stop '${stop.node.path}' is on ${target.cloud}, not on azure.`);
  }

  /** @internal */
  public static _build(stop: Stop): AzureStop {
    return new AzureStop(stop);
  }

  /**
   * What an alert rule or a budget names, so that it stops the functions: a workflow of Logic Apps publishes to the stop's
   * topic what it is called with. The URL with which it is called is a secret in Terraform's state.
   * @see https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups
   */
  public readonly actionGroup: MonitorActionGroup;

  private readonly failed: MonitorMetricAlert;

  private constructor(private readonly stop: Stop) {
    this.actionGroup = noticesOf(stop);
    this.failed = alarm(stop);
  }

  /** @internal */
  public _guard(functions: readonly Function[]): void {
    untraced(() => {
      guard(this.stop, functions);
      const group = actionGroupOf(AzureFunction.of(this.stop.breaker)._cloud, notifiedAbove(this.stop));
      if (group) this.failed.putAction([{ actionGroupId: group.id }]);
    });
  }

  /** @internal */
  public _command(notice: string): string {
    return command(this.stop, notice);
  }
}

/** Gives a stop its rights and its list, and has Terraform leave alone what it changes. */
function guard(stop: Stop, functions: readonly Function[]): void {
  const guarded = functions.map((fn) => AzureFunction.of(fn));
  const targets: AzureStopped = {
    f: guarded.map(({ app, _deliveries }) => ({ a: app.id, q: _deliveries.consumed().map(({ id }) => id) })),
  };
  stop.breaker.addEnvironment(STOP_VARIABLE, JSON.stringify(targets));
  letStop(stop, guarded);
  guarded.forEach(leaveAlone);
}

/** What decides whether a function can be stopped. */
export function stoppable(fn: Function): Stoppable {
  return { path: fn.node.path, queues: AzureFunction.of(fn)._deliveries.consumed().length };
}

/**
 * Has no plan take away the tag, or resume deliveries. A queue of another stack may be written already: there a plan does
 * resume it, to nobody while the app is stopped.
 */
function leaveAlone({ app, _deliveries: deliveries }: AzureFunction): void {
  ignoreChanges(app, `tags["${STOPPED_TAG}"]`);
  for (const { built } of deliveries.consumed()) {
    if (built && TerraformStack.of(built) === TerraformStack.of(app)) ignoreChanges(built, 'status');
  }
}

/** Goes off where a notice could not be followed. */
function alarm(stop: Stop): MonitorMetricAlert {
  const { _cloud: cloud, _deliveries: deliveries } = AzureFunction.of(stop.breaker);
  const { resourceGroupName, tags, provider } = cloud._place();
  return new MonitorMetricAlert(stop, 'Failed', {
    resourceGroupName,
    tags,
    provider,
    name: nameOf(cloud, stop, names.alarm, 'failed'),
    description: `The functions of ${stop.node.scope!.node.path} could not be stopped or resumed.`,
    scopes: [cloud.serviceBusNamespace.id],
    severity: 1,
    criteria: [
      {
        metricNamespace: 'Microsoft.ServiceBus/namespaces',
        metricName: 'ActiveMessages',
        aggregation: 'Maximum',
        operator: 'GreaterThan',
        threshold: 0,
        dimension: [{ name: 'EntityName', operator: 'Include', values: [deliveries.needInbox().deadLetters.name] }],
      },
    ],
  });
}

/** The command sends the notice as it is, as JSON. */
function command(stop: Stop, notice: string): string {
  const topic = AzureTopic.of(stop.topic).topic.nameInput;
  return (
    `az rest --method post --url "https://${host(AzureFunction.of(stop.breaker))}/${topic}/messages" ` +
    `--resource https://servicebus.azure.net --body '${notice}'`
  );
}

/** The namespace's host; one that is known on deployment only is asked of the app, in whose settings it stands. */
function host({ _cloud: cloud, app }: AzureFunction): string {
  const { endpoint, nameInput: name } = cloud.serviceBusNamespace as IServiceBusNamespace & {
    readonly nameInput?: string;
  };
  if (name !== undefined && !holdsToken(name)) return `${name}.servicebus.windows.net`;
  if (!holdsToken(endpoint)) return new URL(endpoint).hostname;
  const found = `az resource list --name '${app.nameInput}' --resource-type Microsoft.Web/sites`;
  const id = `$(${found} --query '[0].id' --output tsv)`;
  const setting = `[?name=='FAASADE_BUS__fullyQualifiedNamespace'].value`;
  return `$(az functionapp config appsettings list --ids "${id}" --query "${setting}" --output tsv)`;
}
