/*
 * A small interpreter of what workflows of ours are made of. It is strict: whatever it does not know throws, also an
 * expression function that Logic Apps would know.
 */

export interface Request {
  readonly method: string;
  readonly uri: string;
  readonly authentication: unknown;
  readonly body?: unknown;
}

export interface Response {
  readonly statusCode: number;
  readonly body: unknown;
}

/** What is outside of a workflow; throws where a request gets no answer. */
export type Send = (request: Request) => Response;

export interface Run {
  readonly status: 'Succeeded' | 'Failed';
  readonly error?: unknown;
  /** How long it took, counting only the time that it waited. */
  readonly minutes: number;
}

type Status = 'Succeeded' | 'Failed' | 'Skipped' | 'TimedOut';

interface Action {
  readonly type: string;
  readonly runAfter: Readonly<Record<string, readonly Status[]>>;
  readonly inputs?: any;
  readonly actions?: Actions;
  readonly expression?: string;
  readonly limit?: { readonly count: number; readonly timeout: string };
  readonly operationOptions?: string;
}

export type Actions = Readonly<Record<string, Action>>;

interface Result {
  readonly status: Status;
  readonly outputs?: any;
}

/** An expression that can't be evaluated: its action fails. */
class InvalidTemplate extends Error {}

class Terminated extends Error {
  constructor(
    public readonly status: Run['status'],
    public readonly error: unknown,
  ) {
    super();
  }
}

/** Runs a workflow once. A run that failed counts as `RunsFailed`. */
export function run(actions: Actions, send: Send, triggerBody?: unknown): Run {
  const workflow = new Workflow(send, triggerBody);
  try {
    const status = workflow.runAll(actions, new Map());
    return { status: status === 'Succeeded' ? 'Succeeded' : 'Failed', minutes: workflow.minutes };
  } catch (error) {
    if (!(error instanceof Terminated)) throw error;
    return { status: error.status, error: error.error, minutes: workflow.minutes };
  }
}

class Workflow {
  public minutes = 0;
  /** Of the scope that ended last. */
  private latest: ReadonlyMap<string, Result> = new Map();

  constructor(
    private readonly send: Send,
    private readonly triggerBody: unknown,
  ) {}

  /** Runs the actions of a scope, each once those before it are done. */
  public runAll(actions: Actions, around: ReadonlyMap<string, Result>): Status {
    const results = new Map(around);
    const left = new Map(Object.entries(actions));
    while (left.size > 0) {
      const found = [...left].find(([, { runAfter }]) => Object.keys(runAfter).every((name) => results.has(name)));
      if (!found) throw new Error(`No action comes next of ${[...left.keys()].join(', ')}.`);
      const [name, action] = found;
      const runs = Object.entries(action.runAfter).every(([other, when]) => when.includes(results.get(other)!.status));
      results.set(name, runs ? this.runOne(action, results) : { status: 'Skipped' });
      left.delete(name);
    }
    this.latest = results;
    return statusOf(actions, results);
  }

  private runOne(action: Action, results: ReadonlyMap<string, Result>): Result {
    const { type, inputs } = action;
    switch (type) {
      case 'Compose':
        return { status: 'Succeeded', outputs: this.resolve(inputs, results) };
      case 'Http':
        return this.http(inputs, results);
      case 'Scope':
        return { status: this.runAll(action.actions!, results) };
      case 'Until':
        return { status: this.until(action, results) };
      case 'Wait':
        if (inputs.interval.unit !== 'Minute') throw new Error(`Unknown unit ${inputs.interval.unit}.`);
        this.minutes += inputs.interval.count;
        return { status: 'Succeeded' };
      case 'Terminate':
        throw new Terminated(inputs.runStatus, inputs.runError);
      default:
        throw new Error(`Unknown action ${type}.`);
    }
  }

  private http(inputs: any, results: ReadonlyMap<string, Result>): Result {
    const { retryPolicy, ...request } = inputs;
    try {
      const outputs = this.sendAgain(this.resolve(request, results), retryPolicy);
      return { status: outputs.statusCode < 300 ? 'Succeeded' : 'Failed', outputs };
    } catch (error) {
      if (error instanceof InvalidTemplate) return { status: 'Failed' };
      throw error;
    }
  }

  private sendAgain(
    request: Request,
    { type, count = 0 }: { readonly type: string; readonly count?: number },
  ): Response {
    if (type !== (count > 0 ? 'exponential' : 'none')) throw new Error(`Unknown retry policy ${type}.`);
    const response = this.send(request);
    const { statusCode } = response;
    const again = count > 0 && (statusCode >= 500 || statusCode === 408 || statusCode === 429);
    return again ? this.sendAgain(request, { type: count > 1 ? type : 'none', count: count - 1 }) : response;
  }

  private resolve(value: any, results: ReadonlyMap<string, Result>): any {
    return resolve(value, { results, triggerBody: this.triggerBody });
  }

  private until(
    { actions, expression, limit, operationOptions }: Action,
    results: ReadonlyMap<string, Result>,
  ): Status {
    if (!['FailWhenLimitsReached', undefined].includes(operationOptions)) {
      throw new Error(`Unknown ${operationOptions}.`);
    }
    const end = this.minutes + Number(/^PT(\d+)M$/.exec(limit!.timeout)![1]);
    let status: Status = 'Succeeded';
    for (let count = 0; count < limit!.count && this.minutes < end; count++) {
      status = this.runAll(actions!, results);
      if (this.resolve(expression, this.latest) === true) return status;
    }
    return operationOptions === undefined ? status : 'Failed';
  }
}

/** A scope fails if one of its branches ends with a failure; an action that is skipped leaves it to those before. */
function statusOf(actions: Actions, results: ReadonlyMap<string, Result>): Status {
  const before = new Set(Object.values(actions).flatMap(({ runAfter }) => Object.keys(runAfter)));
  const failed = (name: string): boolean => {
    const { status } = results.get(name)!;
    return status === 'Skipped' ? Object.keys(actions[name]!.runAfter).some(failed) : status !== 'Succeeded';
  };
  return Object.keys(actions).some((name) => !before.has(name) && failed(name)) ? 'Failed' : 'Succeeded';
}

/** What expressions can refer to. */
interface Known {
  readonly results: ReadonlyMap<string, Result>;
  readonly triggerBody: unknown;
}

function resolve(value: any, known: Known): any {
  if (typeof value === 'string') {
    if (value.includes('@{')) throw new Error(`Templates in text are not interpreted: ${value}`);
    return value.startsWith('@') ? new Expression(value.slice(1), known).value() : value;
  }
  if (Array.isArray(value)) return value.map((item) => resolve(item, known));
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolve(child, known)]));
}

class Expression {
  private readonly tokens: string[];

  constructor(
    text: string,
    private readonly known: Known,
  ) {
    this.tokens = text.match(/'[^']*'|\d+|\w+|\?\[|[[\](),]|\S/g) ?? [];
  }

  public value(): unknown {
    const value = this.term();
    if (this.tokens.length > 0) throw new Error(`Expected the end, not ${this.tokens[0]}.`);
    return value;
  }

  private term(): any {
    const token = this.tokens.shift() ?? '';
    let value = /^'/.test(token) ? token.slice(1, -1) : /^\d/.test(token) ? Number(token) : this.call(token);
    while (/^\??\[$/.test(this.tokens[0] ?? '')) {
      const safe = this.tokens.shift() === '?[';
      const key = this.term();
      this.take(']');
      if (value === null && !safe) throw new InvalidTemplate(`null has no '${key}'`);
      value = value?.[key] ?? null;
    }
    return value;
  }

  private call(name: string): any {
    this.take('(');
    const parameters: any[] = [];
    while (this.tokens[0] !== ')') {
      if (parameters.length > 0) this.take(',');
      parameters.push(this.term());
    }
    this.take(')');
    const [a, b, c] = parameters;
    switch (`${name}/${parameters.length}`) {
      case 'triggerBody/0':
        return this.known.triggerBody;
      case 'outputs/1':
        return this.outputs(a);
      case 'body/1':
        return this.outputs(a)?.body ?? null;
      case 'coalesce/2':
        return a ?? b;
      case 'less/2':
        if (typeof a !== 'number' || typeof b !== 'number') throw new InvalidTemplate('less compares numbers');
        return a < b;
      case 'setProperty/3':
        if (a === null || typeof a !== 'object') throw new InvalidTemplate('setProperty takes an object');
        return { ...a, [b]: c };
      default:
        throw new Error(`Unknown function ${name} of ${parameters.length}.`);
    }
  }

  private outputs(name: string): any {
    const result = this.known.results.get(name);
    if (!result) throw new Error(`No action '${name}' ran before.`);
    return result.outputs ?? null;
  }

  private take(token: string): void {
    const next = this.tokens.shift();
    if (next !== token) throw new Error(`Expected ${token}, not ${next}.`);
  }
}
