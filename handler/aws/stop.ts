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
import { isConflict, noProvisioned } from './concurrency';
import { Kept } from './kept';
import { unless } from './unless';
import type { AwsStopped } from '../../src/private/stop-contract';
import { again, NotYet } from '../stop/again';
import { breaker, Stoppable } from '../stop/breaker';
import { Followed, isLate } from '../stop/late';

const lambda = new LambdaClient({});
const scaling = new ApplicationAutoScalingClient({});

/** What a function had before it was stopped. */
interface Before {
  /** Ids of the mappings that delivered. */
  readonly mappings: readonly string[];
  readonly reserved?: number;
  readonly provisioned?: number;
}

/** What is kept of a function; nothing from before where it is not stopped. */
interface State extends Followed {
  readonly before?: Before;
}

const { p: parameters, f: functions } = JSON.parse(process.env.STOP_TARGETS!) as AwsStopped;

export default breaker((remainingTime) =>
  functions.map(([name, alias, scales]) => new LambdaFunction(name, alias, scales === 1, remainingTime)),
);

/** Milliseconds that waiting for mappings leaves for the function, which is stopped even where one can't be paused. */
const forTheFunction = 60_000;

/**
 * A function that gets no concurrency is stopped. What polls queues for it is switched off first, because a message that
 * is refused for want of concurrency has spent an attempt.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
class LambdaFunction implements Stoppable {
  readonly #of: { readonly FunctionName: string };
  readonly #alias: { readonly FunctionName: string; readonly Qualifier: string };
  readonly #kept: Kept<State>;

  constructor(
    readonly name: string,
    alias: string,
    private readonly scales: boolean,
    private readonly remainingTime: () => number,
  ) {
    this.#of = { FunctionName: name };
    this.#alias = { FunctionName: name, Qualifier: alias };
    this.#kept = new Kept(`${parameters}/${name}`, remainingTime);
  }

  stop(at: string): Promise<'late' | undefined> {
    return this.#inOrder(at, async ({ before: earlier }) => {
      const mappings = await this.#mappings();
      const on = mappings.filter(isOn).map(({ UUID }) => UUID!);
      const before = earlier ?? (await this.#limits());
      // What is on though it was stopped before came later, or was not reached then.
      await this.#kept.write({ at, before: { ...before, mappings: [...new Set([...before.mappings, ...on])] } });
      const paused = await settled(this.#pause(on));
      await this.#suspendScaling(true);
      // Concurrency can't be reserved away from what is provisioned.
      await this.#patiently(() =>
        lambda.send(new DeleteProvisionedConcurrencyConfigCommand(this.#alias)).catch(unless(noProvisioned)),
      );
      await this.#reserve(0);
      paused();
    });
  }

  resume(at: string): Promise<'late' | undefined> {
    return this.#inOrder(at, async ({ before }) => {
      if (before) await this.#giveBack(before);
      await this.#kept.write({ at });
    });
  }

  /** Works alone on what is kept, unless a later notice was followed already. */
  #inOrder(at: string, work: (state: State) => Promise<void>): Promise<'late' | undefined> {
    return this.#kept.alone(async () => {
      const state = (await this.#kept.read()) ?? {};
      if (isLate(state, at)) return 'late';
      await work(state);
      return undefined;
    });
  }

  async #giveBack({ mappings, reserved, provisioned }: Before): Promise<void> {
    await this.#reserve(reserved);
    if (provisioned !== undefined) {
      const config = { ...this.#alias, ProvisionedConcurrentExecutions: provisioned };
      await this.#patiently(() => lambda.send(new PutProvisionedConcurrencyConfigCommand(config)));
    }
    await this.#suspendScaling(false);
    const there = new Set((await this.#mappings()).map(({ UUID }) => UUID!));
    await Promise.all(mappings.filter((id) => there.has(id)).map((id) => this.#switch(id, true)));
  }

  async #limits(): Promise<Before> {
    const { ReservedConcurrentExecutions: reserved } = await lambda.send(new GetFunctionConcurrencyCommand(this.#of));
    const found = await lambda
      .send(new GetProvisionedConcurrencyConfigCommand(this.#alias))
      .catch(unless(noProvisioned));
    return { mappings: [], reserved, provisioned: found?.RequestedProvisionedConcurrentExecutions };
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

  /** Ends when nothing is polled any longer. */
  async #pause(ids: readonly string[]): Promise<void> {
    const remaining = () => this.remainingTime() - forTheFunction;
    await Promise.all(ids.map((id) => this.#switch(id, false, remaining)));
    const check = async () => {
      if ((await this.#mappings()).some(({ State: is }) => is !== 'Disabled')) {
        throw new NotYet(`The queues of '${this.name}' are still polled.`);
      }
    };
    await again(check, (error) => error instanceof NotYet, remaining);
  }

  async #switch(UUID: string, Enabled: boolean, remainingTime = this.remainingTime): Promise<void> {
    await again(() => lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled })), isConflict, remainingTime);
  }

  /** @param instances undefined for no reservation */
  async #reserve(instances: number | undefined): Promise<void> {
    await this.#patiently(async () => {
      if (instances === undefined) return lambda.send(new DeleteFunctionConcurrencyCommand(this.#of));
      const reservation = { ...this.#of, ReservedConcurrentExecutions: instances };
      return lambda.send(new PutFunctionConcurrencyCommand(reservation));
    });
  }

  async #suspendScaling(suspended: boolean): Promise<void> {
    if (!this.scales) return;
    const { FunctionName, Qualifier } = this.#alias;
    const command = new RegisterScalableTargetCommand({
      ServiceNamespace: 'lambda',
      ScalableDimension: 'lambda:function:ProvisionedConcurrency',
      ResourceId: `function:${FunctionName}:${Qualifier}`,
      SuspendedState: {
        DynamicScalingInSuspended: suspended,
        DynamicScalingOutSuspended: suspended,
        ScheduledScalingSuspended: suspended,
      },
    });
    await this.#patiently(() => scaling.send(command));
  }

  /** While another change of the same thing is under way. The SDK itself tries again what was throttled or broken. */
  async #patiently(work: () => Promise<unknown>): Promise<void> {
    await again(work, isConflict, this.remainingTime);
  }
}

function isOn({ State: is }: EventSourceMappingConfiguration): boolean {
  return is !== 'Disabled' && is !== 'Disabling';
}

/** Waits for an end, of whichever kind; what is answered throws the error later. */
async function settled(work: Promise<unknown>): Promise<() => void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  return () => {
    if (error) throw error.reason;
  };
}
