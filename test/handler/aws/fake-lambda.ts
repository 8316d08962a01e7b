import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { json } from 'stream/consumers';

/** What Lambda, Application Auto Scaling and Systems Manager know of one function, `shop`, behind its alias `live`. */
export interface LambdaState {
  reserved?: number;
  provisioned?: number;
  suspended: boolean;
  /** By id; `Disabling` and `Enabling` end when they were looked at once. */
  readonly mappings: Record<string, string>;
  /** By name. */
  readonly parameters: Record<string, string>;
  /** Of the alias; null where there is none. */
  description?: string | null;
  /** Mappings need no time. */
  instant?: true;
}

/** Where the state of the function is kept, and who is at it. */
export const KEPT = '/faasade/stop/shop';
export const LOCK = `${KEPT}/lock`;

type Reply = { readonly status: number; readonly body?: object; readonly error?: string };

/** Answers as AWS documents it, and refuses whatever is not documented or would make a message spend an attempt. */
export class FakeLambda {
  /** What was asked for, in order; reading aside. */
  public readonly changes: string[] = [];
  /** Requests that are still answered before everything is refused, as if the caller had died. */
  public left = Infinity;
  /** The next answers to changes, before real ones. */
  public readonly errors: string[] = [];
  /** Requests that no correct caller makes. */
  public readonly wrong: string[] = [];
  private readonly server: Server;

  constructor(public state: LambdaState) {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status, body = {}, error }) => {
        const headers = { 'content-type': 'application/json', ...(error && { 'x-amzn-errortype': error }) };
        response
          .writeHead(status, headers)
          .end(status === 204 ? undefined : JSON.stringify({ ...body, __type: error }));
      });
    });
  }

  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage): Promise<Reply> {
    const body = (request.method === 'GET' || request.method === 'DELETE' ? {} : await json(request)) as Record<
      string,
      any
    >;
    const what = (request.headers['x-amz-target'] as string) ?? `${request.method} ${request.url}`;
    if (this.left-- <= 0) return refused('AccessDeniedException');
    const operation = operations.find(([pattern]) => pattern.test(what));
    if (!operation) return this.isWrong(what);
    const [pattern, changes, run] = operation;
    if (changes) this.changes.push(what.replace(/^.*?\.|\?.*$|\/\d{4}-\d\d-\d\d/g, ''));
    const delivers = Object.values(this.state.mappings).some((is) => is !== 'Disabled');
    if (body.ReservedConcurrentExecutions === 0 && delivers) this.wrong.push(`${what} while something is delivered`);
    const error = changes ? this.errors.shift() : undefined;
    return error ? refused(error) : (run(this.state, body, pattern.exec(what)!) ?? this.isWrong(what));
  }

  private isWrong(what: string): Reply {
    this.wrong.push(what);
    return refused('ValidationException');
  }
}

const ok = (body: object = {}): Reply => ({ status: 200, body });
const done: Reply = { status: 204 };
const refused = (error: string): Reply => ({ status: 400, error });

/** What is asked, whether it changes something, and the answer; none where no correct caller asks so. */
type Operation = [RegExp, boolean, (state: LambdaState, body: any, match: RegExpExecArray) => Reply | undefined];

const kept = (state: LambdaState, { Name }: { Name: string }) => state.parameters[Name];

const operations: Operation[] = [
  [
    /^GET \/2019-09-30\/functions\/shop\/concurrency$/,
    false,
    ({ reserved }) => ok({ ReservedConcurrentExecutions: reserved }),
  ],
  [
    /^PUT \/2017-10-31\/functions\/shop\/concurrency$/,
    true,
    (state, { ReservedConcurrentExecutions: reserved }) => {
      if (reserved < (state.provisioned ?? 0)) return refused('InvalidParameterValueException');
      state.reserved = reserved;
      return ok();
    },
  ],
  [
    /^DELETE \/2017-10-31\/functions\/shop\/concurrency$/,
    true,
    (state) => {
      state.reserved = undefined;
      return done;
    },
  ],
  [
    /^GET \/2019-09-30\/functions\/shop\/provisioned-concurrency\?Qualifier=live$/,
    false,
    ({ provisioned }) =>
      provisioned === undefined
        ? refused('ProvisionedConcurrencyConfigNotFoundException')
        : ok({ RequestedProvisionedConcurrentExecutions: provisioned }),
  ],
  [
    /^PUT \/2019-09-30\/functions\/shop\/provisioned-concurrency\?Qualifier=live$/,
    true,
    (state, { ProvisionedConcurrentExecutions: provisioned }) => {
      if (provisioned > (state.reserved ?? Infinity)) return refused('InvalidParameterValueException');
      state.provisioned = provisioned;
      return ok();
    },
  ],
  [
    /^DELETE \/2019-09-30\/functions\/shop\/provisioned-concurrency\?Qualifier=live$/,
    true,
    (state) => {
      state.provisioned = undefined;
      return done;
    },
  ],
  [
    /^GET \/2015-03-31\/functions\/shop\/aliases\/live$/,
    false,
    ({ description }) =>
      description === null ? refused('ResourceNotFoundException') : ok({ Name: 'live', Description: description }),
  ],
  [
    /^GET \/2015-03-31\/event-source-mappings\?FunctionName=shop%3Alive(&Marker=(\d))?$/,
    false,
    (state, _, [, , marker = '0']) => {
      const at = Number(marker);
      const ids = Object.keys(state.mappings);
      const EventSourceMappings = ids.slice(at, at + 1).map((UUID) => ({ UUID, State: looked(state, UUID) }));
      return ok({ EventSourceMappings, ...(at + 1 < ids.length && { NextMarker: `${at + 1}` }) });
    },
  ],
  [
    /^PUT \/2015-03-31\/event-source-mappings\/(\w+)$/,
    true,
    (state, { Enabled }, [, id]) => {
      state.mappings[id!] = Enabled ? 'Enabling' : 'Disabling';
      if (state.instant) looked(state, id!);
      return ok();
    },
  ],
  [
    /^AnyScaleFrontendService\.RegisterScalableTarget$/,
    true,
    (state, { ResourceId, SuspendedState }) => {
      if (ResourceId !== 'function:shop:live') return undefined;
      state.suspended = Object.values(SuspendedState).every(Boolean);
      return ok();
    },
  ],
  [
    /^AmazonSSM\.PutParameter$/,
    true,
    (state, { Name, Value, Overwrite }) => {
      // A lock is only ever made, and what is kept is written over.
      if (Overwrite !== { [KEPT]: true, [LOCK]: false }[Name as string]) return undefined;
      if (!Overwrite && Name in state.parameters) return refused('ParameterAlreadyExists');
      state.parameters[Name] = Value;
      return ok();
    },
  ],
  [
    /^AmazonSSM\.GetParameter$/,
    false,
    (state, body) => {
      const Value = kept(state, body);
      return Value === undefined ? refused('ParameterNotFound') : ok({ Parameter: { Value } });
    },
  ],
  [
    /^AmazonSSM\.DeleteParameter$/,
    true,
    (state, body) => {
      if (body.Name !== LOCK) return undefined;
      if (kept(state, body) === undefined) return refused('ParameterNotFound');
      delete state.parameters[body.Name];
      return ok();
    },
  ],
];

function looked(state: LambdaState, id: string): string {
  const is = state.mappings[id]!;
  state.mappings[id] = is === 'Disabling' ? 'Disabled' : is === 'Enabling' ? 'Enabled' : is;
  return is;
}
