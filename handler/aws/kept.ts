import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { unless } from './unless';
import { again } from '../stop/again';

const ssm = new SSMClient({});

/** Two parameters of Systems Manager: what is kept, and a lock, so that one notice at a time reads and writes it. */
export class Kept<T> {
  constructor(
    private readonly name: string,
    private readonly remainingTime: () => number,
  ) {}

  async read(): Promise<T | undefined> {
    const text = await value(this.name);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  async write(kept: T): Promise<void> {
    await ssm.send(
      new PutParameterCommand({ Name: this.name, Value: JSON.stringify(kept), Type: 'String', Overwrite: true }),
    );
  }

  /** Works while nobody else does; whoever comes meanwhile waits, as long as time is left. */
  async alone<R>(work: () => Promise<R>): Promise<R> {
    await again(
      () => this.#lock(),
      (error) => error instanceof Locked,
      this.remainingTime,
    );
    try {
      return await work();
    } finally {
      // Where this fails, the lock ends with the time of this invocation.
      await this.#unlock().catch(() => undefined);
    }
  }

  get #lockName(): string {
    return `${this.name}/lock`;
  }

  async #lock(): Promise<void> {
    const end = String(Date.now() + this.remainingTime());
    const lock = { Name: this.#lockName, Value: end, Type: 'String', Overwrite: false } as const;
    const locked = await ssm.send(new PutParameterCommand(lock)).catch(unless('ParameterAlreadyExists'));
    if (locked) return;
    // Left behind by an invocation that died: nobody holds it any longer.
    const until = await value(this.#lockName);
    if (Number(until) < Date.now()) await this.#unlock();
    throw new Locked(`'${this.name}' is being stopped or resumed by another notice.`);
  }

  async #unlock(): Promise<void> {
    await ssm.send(new DeleteParameterCommand({ Name: this.#lockName })).catch(unless('ParameterNotFound'));
  }
}

class Locked extends Error {}

async function value(Name: string): Promise<string | undefined> {
  const found = await ssm.send(new GetParameterCommand({ Name })).catch(unless('ParameterNotFound'));
  return found?.Parameter!.Value;
}
