import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import {
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  EventSourceMappingConfiguration,
  GetFunctionConcurrencyCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { AwsStopped } from '../../src/private/stop-contract';
import { again } from '../stop/again';
import { breaker, Stoppable } from '../stop/breaker';

const lambda = new LambdaClient({});
const ssm = new SSMClient({});
const scaling = new ApplicationAutoScalingClient({});

/** What a function had before it was stopped, as its parameter keeps it. */
interface Before {
  /** Ids of the mappings that delivered. */
  readonly mappings: readonly string[];
  readonly reserved?: number;
  readonly provisioned?: number;
}

const { p: parameters, f: functions } = JSON.parse(process.env.STOP_TARGETS!) as AwsStopped;

export default breaker((remainingTime) =>
  functions.map(([name, alias, scales]) => new LambdaFunction(name, alias, scales === 1, remainingTime)),
);

/**
 * A function that gets no concurrency is stopped. What polls queues for it is switched off first, because a message that
 * is refused for want of concurrency has spent an attempt.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
class LambdaFunction implements Stoppable {
  readonly #of: { readonly FunctionName: string };
  readonly #alias: { readonly FunctionName: string; readonly Qualifier: string };
  readonly #parameter: string;

  constructor(
    readonly name: string,
    alias: string,
    private readonly scales: boolean,
    private readonly remainingTime: () => number,
  ) {
    this.#of = { FunctionName: name };
    this.#alias = { FunctionName: name, Qualifier: alias };
    this.#parameter = `${parameters}/${name}`;
  }

  async stop(): Promise<void> {
    const mappings = await this.#mappings();
    await this.#keep({
      mappings: mappings.filter(isOn).map(({ UUID }) => UUID!),
      reserved: (await lambda.send(new GetFunctionConcurrencyCommand(this.#of))).ReservedConcurrentExecutions,
      provisioned: await this.#provisioned(),
    });
    await Promise.all(mappings.map(({ UUID }) => this.#switch(UUID!, false)));
    await this.#until(async () => (await this.#mappings()).every(({ State }) => State === 'Disabled'));
    await this.#suspendScaling(true);
    // Concurrency can't be reserved away from what is provisioned.
    await lambda.send(new DeleteProvisionedConcurrencyConfigCommand(this.#alias)).catch(unless(noProvisioned));
    await this.#patiently(() =>
      lambda.send(new PutFunctionConcurrencyCommand({ ...this.#of, ReservedConcurrentExecutions: 0 })),
    );
  }

  async resume(): Promise<void> {
    const before = await this.#kept();
    if (!before) return;
    const { mappings, reserved, provisioned } = before;
    if (reserved === undefined) {
      await lambda.send(new DeleteFunctionConcurrencyCommand(this.#of));
    } else {
      await lambda.send(new PutFunctionConcurrencyCommand({ ...this.#of, ReservedConcurrentExecutions: reserved }));
    }
    if (provisioned !== undefined) {
      const ProvisionedConcurrentExecutions = provisioned;
      const config = { ...this.#alias, ProvisionedConcurrentExecutions };
      await this.#patiently(() => lambda.send(new PutProvisionedConcurrencyConfigCommand(config)));
    }
    await this.#suspendScaling(false);
    await Promise.all(mappings.map((id) => this.#switch(id, true)));
    await ssm.send(new DeleteParameterCommand({ Name: this.#parameter }));
  }

  /** Keeps what is found by the first of several stops only: a later one finds what the first has made of it. */
  async #keep(before: Before): Promise<void> {
    const value = { Name: this.#parameter, Value: JSON.stringify(before), Type: 'String', Overwrite: false } as const;
    await ssm.send(new PutParameterCommand(value)).catch(unless('ParameterAlreadyExists'));
  }

  async #kept(): Promise<Before | undefined> {
    const found = await ssm.send(new GetParameterCommand({ Name: this.#parameter })).catch(unless('ParameterNotFound'));
    return found && (JSON.parse(found.Parameter!.Value!) as Before);
  }

  async #mappings(): Promise<EventSourceMappingConfiguration[]> {
    const all: EventSourceMappingConfiguration[] = [];
    let Marker: string | undefined;
    do {
      const { FunctionName, Qualifier } = this.#alias;
      const request = { FunctionName: `${FunctionName}:${Qualifier}`, Marker };
      const page = await lambda.send(new ListEventSourceMappingsCommand(request));
      all.push(...(page.EventSourceMappings ?? []));
      Marker = page.NextMarker;
    } while (Marker);
    return all;
  }

  async #provisioned(): Promise<number | undefined> {
    const found = await lambda
      .send(new GetProvisionedConcurrencyConfigCommand(this.#alias))
      .catch(unless(noProvisioned));
    return found?.RequestedProvisionedConcurrentExecutions;
  }

  async #switch(UUID: string, Enabled: boolean): Promise<void> {
    await this.#patiently(() => lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled })));
  }

  async #suspendScaling(suspended: boolean): Promise<void> {
    if (!this.scales) return;
    const { FunctionName, Qualifier } = this.#alias;
    await scaling.send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: 'lambda',
        ScalableDimension: 'lambda:function:ProvisionedConcurrency',
        ResourceId: `function:${FunctionName}:${Qualifier}`,
        SuspendedState: {
          DynamicScalingInSuspended: suspended,
          DynamicScalingOutSuspended: suspended,
          ScheduledScalingSuspended: suspended,
        },
      }),
    );
  }

  /** While another change of the same thing is under way. The SDK itself tries again what was throttled or broken. */
  #patiently<T>(work: () => Promise<T>): Promise<T> {
    return again(work, isConflict, this.remainingTime);
  }

  #until(condition: () => Promise<boolean>): Promise<void> {
    const check = async () => {
      if (!(await condition())) throw new NotYet(`The queues of '${this.name}' are still polled.`);
    };
    return again(check, (error) => error instanceof NotYet, this.remainingTime);
  }
}

const noProvisioned = 'ProvisionedConcurrencyConfigNotFoundException';

class NotYet extends Error {}

function isOn({ State }: EventSourceMappingConfiguration): boolean {
  return State !== 'Disabled' && State !== 'Disabling';
}

function isConflict(error: unknown): boolean {
  return ['ResourceConflictException', 'ResourceInUseException'].includes((error as Error).name);
}

/** Takes an error of this name for an answer. */
function unless(name: string) {
  return (error: Error): undefined => {
    if (error.name !== name) throw error;
    return undefined;
  };
}
