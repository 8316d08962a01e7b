import { manage, patiently } from './management';
import { unless } from '../private/rest';
import { NotYet } from '../stop/again';

/** As Azure describes a queue. */
type Properties = Readonly<Record<string, unknown>> & { readonly status: string };

/** What a status becomes where nothing more is handed out: who may send may go on. */
const paused: Readonly<Record<string, string>> = { Active: 'ReceiveDisabled', SendDisabled: 'Disabled' };

/** Properties that Azure tells, and takes from nobody. */
const told = ['accessedAt', 'countDetails', 'createdAt', 'messageCount', 'sizeInBytes', 'updatedAt'];

/**
 * A Service Bus queue that can be paused.
 * @see https://learn.microsoft.com/azure/service-bus-messaging/entity-suspend
 */
export class StoppableQueue {
  constructor(
    readonly id: string,
    private readonly remainingTime: () => number,
  ) {}

  /** Its status, where it hands out messages. */
  async delivering(): Promise<string | undefined> {
    const { status } = await this.#get();
    return status in paused ? status : undefined;
  }

  /** Ends when it hands out nothing. */
  async pause(): Promise<void> {
    const properties = await this.#get();
    const { status } = properties;
    if (status in paused) await this.#put(properties, paused[status]);
  }

  /** Ends when it has this status; the answer is whether it had another one. One that is no more needs nothing. */
  async set(status: string): Promise<boolean> {
    const properties = await this.#get().catch(unless(404));
    if (!properties || properties.status === status) return false;
    await this.#put(properties, status);
    return true;
  }

  async #get(): Promise<Properties> {
    return (await manage<{ readonly properties: Properties }>({ ...this.#call('Reading'), method: 'GET' })).properties;
  }

  async #put(properties: Properties, status: string): Promise<void> {
    await manage({
      ...this.#call('Writing'),
      method: 'PUT',
      body: { properties: { ...writable(properties), status } },
    });
    await patiently(async () => {
      const { status: now } = await this.#get();
      if (now !== status) throw new NotYet(`The queue ${this.#name} is still ${now}.`);
    }, this.remainingTime);
  }

  #call(doing: string) {
    const { id: path, remainingTime } = this;
    return { what: `${doing} the queue ${this.#name}`, path, version: '2024-01-01', remainingTime } as const;
  }

  get #name(): string {
    return `'${this.id.split('/').pop()}'`;
  }
}

/**
 * What a queue is written with so that all stays as it was: what is left out gets Azure's default. Outside of Premium,
 * where the size of a message tells it, that size may not be written, and a partitioned queue tells the size of its
 * sixteen partitions together.
 * @see https://learn.microsoft.com/rest/api/servicebus/controlplane-stable/queues/create-or-update
 */
function writable(properties: Properties): Record<string, unknown> {
  const { maxMessageSizeInKilobytes: message, maxSizeInMegabytes: size, ...others } = properties;
  const premium = typeof message === 'number' && message > 256;
  const partitions = properties.enablePartitioning === true && !premium ? 16 : 1;
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !told.includes(name))),
    ...(premium && { maxMessageSizeInKilobytes: message }),
    ...(typeof size === 'number' && { maxSizeInMegabytes: size / partitions }),
  };
}
