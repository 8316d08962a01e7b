import { manage, patiently } from './management';
import { StoppableQueue } from './stoppable-queue';
import { Before, both, digest, StoppedTag } from './stopped-tag';
import type { AzureStopped } from '../../src/private/stop-contract';
import { NotYet } from '../stop/again';
import { breaker, Stoppable } from '../stop/breaker';
import { settle } from '../stop/settle';

const { f: functions } = JSON.parse(process.env.STOP_TARGETS!) as AzureStopped;

export default breaker((remainingTime) => functions.map(({ a, q }) => new FunctionApp(a, q, remainingTime)));

/** Milliseconds that queues leave for the app, which is stopped even where a queue can't be paused. */
const forTheApp = 40_000;

/**
 * An app that is stopped gets no instances. Its queues are paused first, because what is in work when an app stops has
 * spent an attempt.
 * @see https://learn.microsoft.com/rest/api/appservice/web-apps/stop
 */
class FunctionApp implements Stoppable {
  readonly name: string;
  readonly #tag: StoppedTag;

  constructor(
    private readonly id: string,
    private readonly queues: readonly string[],
    private readonly remainingTime: () => number,
  ) {
    this.name = id.split('/').pop()!;
    this.#tag = new StoppedTag(id, remainingTime);
  }

  async stop(): Promise<void> {
    const queues = this.#queues(() => this.remainingTime() - forTheApp);
    let kept: Before | undefined;
    let errors: readonly unknown[];
    do {
      // Read before what works: a resume that ends in between has given back what it held.
      const earlier = both(kept, await this.#tag.read());
      const found = await this.#working(queues);
      kept = await this.#tag.keep(both(earlier, found.working));
      const held = kept.queues;
      // What the tag does not hold was paused by others, or could not be read: a resume would not give it back.
      const paused = await settle(queues.filter(({ id }) => digest(id) in held).map((queue) => queue.pause()));
      await this.#turn('stop', 'Stopped');
      errors = [...found.errors, ...paused.errors];
      // A resume at the same time that has taken the tag away may have undone some of this.
    } while (!(await this.#tag.read()));
    if (errors.length > 0) throw errors[0];
  }

  async resume(): Promise<void> {
    const before = await this.#tag.read();
    if (!before) return;
    // Until nothing is left to do: the tag must not be taken from a stop at the same time.
    while (await this.#giveBack(before));
    await this.#tag.remove();
  }

  async #working(queues: readonly StoppableQueue[]): Promise<{ working: Before; errors: readonly unknown[] }> {
    const running = (await this.#state()) !== 'Stopped';
    const found = await settle(queues.map(async (queue) => [digest(queue.id), await queue.delivering()] as const));
    const delivering = found.values.filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { working: { running, queues: Object.fromEntries(delivering) }, errors: found.errors };
  }

  /** Answers whether there was something to give back. */
  async #giveBack({ running, queues: kept }: Before): Promise<boolean> {
    const started = running && (await this.#turn('start', 'Running'));
    const queues = this.#queues(this.remainingTime).filter(({ id }) => digest(id) in kept);
    const { values, errors } = await settle(queues.map((queue) => queue.set(kept[digest(queue.id)])));
    if (errors.length > 0) throw errors[0];
    return started || values.includes(true);
  }

  /** Ends when the app is in this state; the answer is whether it was in another one. */
  async #turn(action: 'start' | 'stop', state: 'Running' | 'Stopped'): Promise<boolean> {
    if ((await this.#state()) === state) return false;
    const path = `${this.id}/${action}`;
    await manage({ ...this.#call(`The ${action} of`), path, method: 'POST' });
    await patiently(async () => {
      const now = await this.#state();
      if (now !== state) throw new NotYet(`The app '${this.name}' is still ${now}.`);
    }, this.remainingTime);
    return true;
  }

  async #state(): Promise<string> {
    const { properties } = await manage<App>({ ...this.#call('Reading'), path: this.id, method: 'GET' });
    return properties.state;
  }

  #queues(remainingTime: () => number): StoppableQueue[] {
    return this.queues.map((id) => new StoppableQueue(id, remainingTime));
  }

  #call(doing: string) {
    return {
      what: `${doing} the app '${this.name}'`,
      version: '2024-04-01',
      remainingTime: this.remainingTime,
    } as const;
  }
}

interface App {
  readonly properties: { readonly state: string };
}
