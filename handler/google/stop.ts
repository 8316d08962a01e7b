import { isDeepStrictEqual } from 'node:util';
import { Keeper } from './kept';
import { manage } from './management';
import type { GoogleStopped } from '../../src/private/stop-contract';
import { unless } from '../private/rest';
import { again, NotYet } from '../stop/again';
import { breaker, Stoppable } from '../stop/breaker';
import { Followed, isLate } from '../stop/late';
import { settle } from '../stop/settle';
import { isTemporary } from '../stop/temporary';

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

/** What is kept of a service; nothing from before where it is not stopped. */
interface State extends Followed {
  readonly before?: Before;
}

type Target = GoogleStopped['f'][number];

const { f: targets } = JSON.parse(process.env.STOP_TARGETS!) as GoogleStopped;

export default breaker((remainingTime) => targets.map((target) => new RunService(target, remainingTime)));

/** Milliseconds that subscriptions leave for the service, which is stopped even where one can't be paused. */
const forTheService = 60_000;

const none: Scaling = { scalingMode: 'MANUAL', manualInstanceCount: 0 };

/**
 * A service that is scaled to 0 instances by hand is stopped, and warm capacity with it. What is pushed to it is paused
 * first, because a message that is refused has spent an attempt.
 * @see https://cloud.google.com/run/docs/configuring/services/manual-scaling
 */
class RunService implements Stoppable {
  readonly name: string;
  readonly #keeper: Keeper<State>;
  /** What this stop has kept, once it has. */
  #before?: Before;

  constructor(
    private readonly target: Target,
    private readonly remainingTime: () => number,
  ) {
    this.name = target.s;
    this.#keeper = new Keeper(`'${this.name}'`, target.k, remainingTime);
  }

  async stop(at: string): Promise<'late' | undefined> {
    const errors = await this.#patiently(async () => {
      const unread = await this.#keep(at);
      if (unread === 'late') return unread;
      const unpaused = await this.#pause();
      await this.#scale(none);
      await this.#confirm();
      return [...unread, ...unpaused];
    });
    if (errors === 'late') return errors;
    if (errors.length > 0) throw errors[0];
    return undefined;
  }

  resume(at: string): Promise<'late' | undefined> {
    return this.#patiently(async () => {
      const kept = await this.#keeper.read();
      const { before, at: last } = kept.value ?? {};
      if (isLate({ at: last }, at)) return 'late';
      if (before) await this.#giveBack(before);
      else if (last === at) return undefined;
      // Also where there was nothing to give back: an earlier stop may still come.
      if (!(await this.#keeper.write({ at }, kept))) throw this.#overtaken();
      return undefined;
    });
  }

  async #giveBack({ scaling, push }: Before): Promise<void> {
    await this.#scale(scaling);
    await Promise.all(
      // One that is no more needs nothing.
      Object.entries(push).map(([name, config]) => this.#push(name, config).catch(unless(404))),
    );
  }

  /**
   * Keeps what is found by the first of several stops only: a later one finds what the first has made of it. So does one
   * that starts over, because a resume has overtaken it: it ends what it began, whichever came first.
   * @returns why subscriptions could not be read; `late` where a later notice was followed before this one began
   */
  async #keep(at: string): Promise<readonly unknown[] | 'late'> {
    const kept = await this.#keeper.read();
    if (!this.#before && isLate(kept.value ?? {}, at)) return 'late';
    const known = kept.value?.before ?? this.#before;
    // There may be new ones since.
    const unknown = this.target.p.filter((name) => !known || !(name in known.push));
    const scaling = known?.scaling ?? scalingOf(await this.#service());
    const { values, errors } = await settle(unknown.map(async (name) => [name, await this.#found(name)] as const));
    const found = values.filter((entry): entry is [string, PushConfig] => entry[1] !== undefined);
    const before: Before = { scaling, push: { ...known?.push, ...Object.fromEntries(found) } };
    const state: State = { at: [at, kept.value?.at ?? at].sort().pop()!, before };
    if (!isDeepStrictEqual(kept.value, state) && !(await this.#keeper.write(state, kept))) throw this.#overtaken();
    this.#before = before;
    return errors;
  }

  /** What could not be read is not paused: a resume would not give it back. */
  async #pause(): Promise<readonly unknown[]> {
    const known = this.target.p.filter((name) => name in this.#before!.push);
    const { errors } = await settle(known.map((name) => this.#push(name, {}, this.#beforeService).catch(unless(404))));
    return errors;
  }

  /** What subscriptions may take of the time. */
  readonly #beforeService = () => this.remainingTime() - forTheService;

  /** Undefined where the subscription is no more. */
  #found(subscription: string): Promise<PushConfig | undefined> {
    return again(() => this.#pushConfig(subscription), isTemporary, this.#beforeService).catch(unless(404));
  }

  /** Writes what is kept once more, so that a resume that has begun before starts over and leaves no half of either. */
  async #confirm(): Promise<void> {
    const kept = await this.#keeper.read();
    if (!kept.value?.before || !(await this.#keeper.write(kept.value, kept))) throw this.#overtaken();
  }

  async #push(name: string, pushConfig: PushConfig, remainingTime = this.remainingTime): Promise<void> {
    const holds = async () => isDeepStrictEqual(await this.#pushConfig(name), { ...pushConfig });
    const work = async () => {
      if (await holds()) return;
      await this.#manage('POST', 'pubsub', `/v1/${name}:modifyPushConfig`, { pushConfig });
      if (!(await holds())) throw new NotYet(`'${name}' is not yet as it is to be.`);
    };
    await again(work, isTemporary, remainingTime);
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
