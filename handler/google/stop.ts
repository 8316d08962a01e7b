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
  /** Another one after every change. */
  readonly etag: string;
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
  #before?: Before;

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
      await this.#scale(scaling);
      await Promise.all(
        // One that is no more needs nothing.
        Object.entries(push).map(([name, config]) => this.#push(name, config).catch(unless(404))),
      );
      if (!(await this.#keeper.write(undefined, kept))) throw this.#overtaken();
    });
  }

  /**
   * Keeps what is found by the first of several stops only: a later one finds what the first has made of it. So does one
   * that starts over, because a resume has overtaken it.
   */
  async #keep(): Promise<void> {
    const kept = await this.#keeper.read();
    const known = kept.value ?? this.#before;
    // There may be new ones since.
    const unknown = this.target.p.filter((name) => !known || !(name in known.push));
    const [scaling, found] = await Promise.all([
      known?.scaling ?? this.#service().then(scalingOf),
      Promise.all(unknown.map(async (name) => [name, await this.#pushConfig(name)] as const)),
    ]);
    const before: Before = { scaling, push: { ...known?.push, ...Object.fromEntries(found) } };
    const isKept = kept.value && unknown.length === 0;
    if (!isKept && !(await this.#keeper.write(before, kept))) throw this.#overtaken();
    this.#before = before;
  }

  /** Writes what is kept once more, so that a resume that has begun before starts over and leaves no half of either. */
  async #confirm(): Promise<void> {
    const kept = await this.#keeper.read();
    if (!kept.value || !(await this.#keeper.write(kept.value, kept))) throw this.#overtaken();
  }

  #push(subscription: string, pushConfig: PushConfig): Promise<void> {
    const holds = async () => isDeepStrictEqual(await this.#pushConfig(subscription), { ...pushConfig });
    return this.#patiently(async () => {
      if (await holds()) return;
      await this.#manage('POST', 'pubsub', `/v1/${subscription}:modifyPushConfig`, { pushConfig });
      if (!(await holds())) throw new NotYet(`'${subscription}' is not yet as it is to be.`);
    });
  }

  async #pushConfig(subscription: string): Promise<PushConfig> {
    const { pushConfig } = await this.#manage<{ pushConfig?: PushConfig }>('GET', 'pubsub', `/v1/${subscription}`);
    return pushConfig?.pushEndpoint ? { ...pushConfig } : {};
  }

  #scale(wanted: Scaling): Promise<void> {
    return this.#patiently(async () => {
      let service = await this.#service();
      const { scalingMode } = wanted;
      // Google takes a minimum without a maximum only where it does not switch back as well.
      const switches = scalingMode === 'AUTOMATIC' && scalingOf(service).scalingMode !== scalingMode;
      if (switches) service = await this.#patch(service, { scalingMode });
      if (!isScaled(service, wanted)) service = await this.#patch(service, wanted);
      if (!isScaled(service, wanted) || service.reconciling) throw new NotYet(`'${this.name}' is still being changed.`);
    });
  }

  /** All of `scaling` at once, so that no minimum is left beside it; refused where the service is no longer what it was. */
  async #patch({ etag }: Service, scaling: Scaling): Promise<Service> {
    await this.#manage('PATCH', 'run', `/v2/${this.name}?updateMask=scaling`, { etag, scaling });
    return this.#service();
  }

  #service(): Promise<Service> {
    return this.#manage<Service>('GET', 'run', `/v2/${this.name}`);
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

function isScaled(service: Service, scaling: Scaling): boolean {
  return isDeepStrictEqual(withoutZeros(scalingOf(service)), withoutZeros(scaling));
}

function scalingOf({ scaling }: Service): Scaling {
  return { scalingMode: 'AUTOMATIC', ...scaling };
}

/** What is 0 may be left out. */
function withoutZeros(scaling: Scaling): object {
  return Object.fromEntries(Object.entries(scaling).filter(([, value]) => value !== 0));
}
