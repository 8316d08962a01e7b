import { ChildProcess, execFileSync, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A function to start: its entry, and the settings that synthesis would write. */
export interface FunctionUnderTest {
  /** Path of the entry, or of the package that synthesis made of it. */
  readonly entry: string;
  /** `FAASADE_TRIGGERS`. */
  readonly triggers: object;
  /** `FAASADE_LINKS`. */
  readonly links?: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** Clients in the package of an entry: `queue`. */
  readonly clients?: readonly string[];
  /** Whether what traces is in the package of an entry. */
  readonly tracing?: boolean;
}

/** A request over HTTP. */
export interface HttpRequest {
  readonly method?: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

/** The answer to a request, as the caller sees it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** A message to deliver. */
export interface Message {
  readonly id: string;
  readonly text: string;
  readonly attempt?: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An object that was written. */
export interface NewObject {
  readonly id: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly time: string;
  readonly attempt?: number;
}

/** What became of an event. */
export type Outcome = 'done' | 'failed' | 'dropped';

/** What every cloud's harness offers. */
export interface Harness {
  start(fn: FunctionUnderTest): Promise<Running>;
  invokeHttp(running: Running, request: HttpRequest): Promise<HttpAnswer>;
  /** Resolves to the ids that are to be delivered again. */
  invokeQueue(running: Running, queue: string, messages: readonly Message[]): Promise<string[]>;
  invokeSchedule(running: Running, schedule: string, instant: Date): Promise<Outcome>;
  /** A message of a topic, with its own id. */
  invokeTopic(running: Running, topic: string, message: Message): Promise<Outcome>;
  invokeObject(running: Running, bucket: string, object: NewObject): Promise<Outcome>;
}

/** A started function: its package in a folder and a process of its own, as in the cloud. */
export class Running {
  /** Lines of JSON that the function has written, parsed. */
  readonly logs: Record<string, any>[] = [];
  /** All that the process has written. */
  output = '';
  readonly #pending = new Map<number, { resolve: (value: any) => void; reject: (error: Error) => void }>();
  readonly #marks = new Map<number, () => void>();
  readonly #flushed = new Map<number, Promise<void>>();
  readonly #child: ChildProcess;
  readonly #exit: Promise<void>;
  readonly folder: string;
  #count = 0;

  constructor(cloud: string, { entry, triggers, links, environment, clients = [], tracing }: FunctionUnderTest) {
    this.folder = mkdtempSync(join(tmpdir(), `faasade-${cloud}-`));
    const names = [...clients.map((kind) => `client-${kind}`), ...(tracing ? ['tracing'] : [])];
    const args = [join(__dirname, 'package.mjs'), cloud, entry, this.folder, ...names];
    execFileSync(process.execPath, args, { stdio: 'inherit' });
    this.#child = fork(join(this.folder, 'driver.js'), {
      execArgv: [],
      serialization: 'advanced',
      silent: true,
      env: {
        PATH: process.env.PATH,
        FAASADE_TRIGGERS: JSON.stringify(triggers),
        ...(links && { FAASADE_LINKS: JSON.stringify(links) }),
        ...environment,
      },
    });
    this.#collect();
    this.#exit = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.on('message', async ({ id, value, error }: { id: number; value: unknown; error?: string }) => {
      // What the function wrote before its answer takes another way: wait for it.
      await this.#flushed.get(id);
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (error === undefined) pending?.resolve(value);
      else pending?.reject(new Error(error));
    });
    void this.#exit.then(() => {
      for (const { reject } of this.#pending.values()) reject(new Error(`The function ended: ${this.output}`));
    });
  }

  /** Has the driver do something. */
  async ask<T>(request: object): Promise<T> {
    const id = this.#count++;
    this.#flushed.set(id, new Promise((resolve) => this.#marks.set(id, resolve)));
    const answer = new Promise<T>((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    if (this.#child.connected) this.#child.send({ id, request }, () => undefined);
    else await this.#exit.then(() => this.#pending.get(id)?.reject(new Error(`The function ended: ${this.output}`)));
    return answer;
  }

  /** The last line with this message. */
  logged(message: string): Record<string, any> | undefined {
    return this.logs.filter((entry) => entry.message === message).pop();
  }

  /** Ends the process and removes the package. */
  async stop(): Promise<void> {
    this.#child.kill();
    await this.#exit;
    rmSync(this.folder, { recursive: true, force: true });
  }

  #collect(): void {
    let rest = '';
    this.#child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      this.output += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        if (line.startsWith('{')) this.logs.push(JSON.parse(line));
        if (line.startsWith('#')) this.#marks.get(Number(line.slice(1)))?.();
      }
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (this.output += chunk));
  }
}
