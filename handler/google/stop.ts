import { isDeepStrictEqual } from 'node:util';
import { Keeper } from './kept';
import { isTemporary, manage, NotYet, unless } from './management';
import type { GoogleStopped } from '../../src/private/stop-contract';
import { again } from '../stop/again';
import { breaker, Stoppable } from '../stop/breaker';

/** Where a subscription pushes to; without an endpoint it pushes nowhere, and messages wait. */
type PushConfig = Readonly<Record<string, unknown>> & { readonly pushEndpoint?: string };

/** How a service scales, all revisions together. */
type Scaling = Readonly<Record<string, unknown>> & { readonly scalingMode: string };

interface Service {
  readonly scaling?: Partial<Scaling>;
  /** Whether a change is under way. */
  readonly reconciling?: boolean;
}

/** What a service had before it was stopped. */
interface Before {
  readonly scaling: Scaling;
  readonly push: Readonly<Record<string, PushConfig>>;
}

type Target = GoogleStopped['f'][number];

const { f: targets } = JSON.parse(process.env.STOP_TARGETS!) as GoogleStopped;

export default breaker((remainingTime) => targets.map((target) => new RunService(target, remainingTime)));

const none: Scaling = { scalingMode: 'MANUAL', manualInstanceCount: 0 };

/**
 * A service that is scaled to 0 instances by hand is stopped, and warm capacity with it. What is pushed to it is paused
 * first, because a message that is refused has spent an attempt.
 * @see https://cloud.google.com/run/docs/configuring/services/manual-scaling
 */
class RunService implements Stoppable {
  readonly name: string;
  readonly #keeper: Keeper<Before>;

  constructor(
    private readonly target: Target,
    private readonly remainingTime: () => number,
  ) {
    this.name = target.s;
    this.#keeper = new Keeper(`'${this.name}'`, target.k, remainingTime);
  }

  stop(): Promise<void> {
    return this.#patiently(async () => {
      await this.#keep();
      await Promise.all(this.target.p.map((subscription) => this.#push(subscription, {})));
      await this.#scale(none);
      await this.#confirm();
    });
  }

  resume(): Promise<void> {
    return this.#patiently(async () => {
      const kept = await this.#keeper.read();
      if (!kept.value) return;
      const { scaling, push } = kept.value;
      await this.#scaleBack(scaling);
      await Promise.all(
        // One that is no more needs nothing.
        Object.entries(push).map(([name, config]) => this.#push(name, config).catch(unless(404))),
      );
      if (!(await this.#keeper.write(undefined, kept))) throw this.#overtaken();
    });
  }

  /** Keeps what is found by the first of several stops only: a later one finds what the first has made of it. */
  async #keep(): Promise<void> {
    const kept = await this.#keeper.read();
    const known = kept.value?.push ?? {};
    // There may be new ones since.
    const unknown = this.target.p.filter((name) => !(name in known));
    if (kept.value && unknown.length === 0) return;
    const [scaling, found] = await Promise.all([
      kept.value?.scaling ?? this.#service().then(scalingOf),
      Promise.all(unknown.map(async (name) => [name, await this.#pushConfig(name)] as const)),
    ]);
    const before: Before = { scaling, push: { ...known, ...Object.fromEntries(found) } };
    if (!(await this.#keeper.write(before, kept))) throw this.#overtaken();
  }

  /** Writes what is kept once more, so that a resume that has begun before starts over and leaves no half of either. */
  async #confirm(): Promise<void> {
    const kept = await this.#keeper.read();
    if (!kept.value || !(await this.#keeper.write(kept.value, kept))) throw this.#overtaken();
  }

  #push(subscription: string, pushConfig: PushConfig): Promise<void> {
    return this.#until(
      async () => isDeepStrictEqual(await this.#pushConfig(subscription), { ...pushConfig }),
      () => this.#manage('POST', 'pubsub', `/v1/${subscription}:modifyPushConfig`, { pushConfig }),
    );
  }

  async #pushConfig(subscription: string): Promise<PushConfig> {
    const { pushConfig } = await this.#manage<{ pushConfig?: PushConfig }>('GET', 'pubsub', `/v1/${subscription}`);
    return pushConfig?.pushEndpoint ? { ...pushConfig } : {};
  }

  /** Google takes a minimum without a maximum only where it does not switch the mode as well. */
  async #scaleBack(scaling: Scaling): Promise<void> {
    const { scalingMode } = scaling;
    if (scalingOf(await this.#service()).scalingMode !== scalingMode) await this.#scale({ scalingMode });
    await this.#scale(scaling);
  }

  /** All of `scaling` at once, so that no minimum is left beside it. */
  #scale(scaling: Scaling): Promise<void> {
    return this.#until(
      async () => {
        const service = await this.#service();
        if (!isDeepStrictEqual(withoutZeros(scalingOf(service)), withoutZeros(scaling))) return false;
        if (service.reconciling) throw new NotYet(`'${this.name}' is still being changed.`);
        return true;
      },
      () => this.#manage('PATCH', 'run', `/v2/${this.name}?updateMask=scaling`, { scaling }),
    );
  }

  #service(): Promise<Service> {
    return this.#manage<Service>('GET', 'run', `/v2/${this.name}`);
  }

  /** Changes what is not yet as it is to be, and looks again. */
  #until(holds: () => Promise<boolean>, change: () => Promise<unknown>): Promise<void> {
    return this.#patiently(async () => {
      if (await holds()) return;
      await change();
      if (!(await holds())) throw new NotYet(`'${this.name}' is not yet as it is to be.`);
    });
  }

  async #manage<T>(method: 'GET' | 'PATCH' | 'POST', service: string, path: string, body?: object): Promise<T> {
    const what = `${method} ${path.replace(/\?.*/, '')}`;
    const response = await manage({ what, method, service, path, body, remainingTime: this.remainingTime });
    return (await response.json()) as T;
  }

  #overtaken(): NotYet {
    return new NotYet(`'${this.name}' is being stopped or resumed by another notice.`);
  }

  #patiently<T>(work: () => Promise<T>): Promise<T> {
    return again(work, isTemporary, this.remainingTime);
  }
}

function scalingOf({ scaling }: Service): Scaling {
  return { scalingMode: 'AUTOMATIC', ...scaling };
}

/** What is 0 may be left out. */
function withoutZeros(scaling: Scaling): object {
  return Object.fromEntries(Object.entries(scaling).filter(([, value]) => value !== 0));
}
