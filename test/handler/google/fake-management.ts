import { Answer, Recorded, refusal } from './fake-google';

type Scaling = Readonly<Record<string, string | number>>;
type PushConfig = Readonly<Record<string, unknown>>;

/** What Google manages of functions: their services, what is pushed to them, and objects of the bucket `packages`. */
export interface ManagedState {
  /** By name; `changing` is how often it is still to be looked at until a change is through. */
  readonly services: Record<string, { scaling?: Scaling; changing?: number; version?: number }>;
  /** By name, with the service that it pushes to. */
  readonly subscriptions: Record<string, { pushConfig: PushConfig; readonly to: string }>;
  objects: Record<string, { readonly text: string; readonly generation: number }>;
}

type Operation = readonly [pattern: RegExp, changes: boolean, run: (call: Call) => Answer];

interface Call {
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: any;
}

/**
 * Answers as Google documents it, and refuses whatever is not documented or would make a message spend an attempt.
 * @see https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services/patch
 * @see https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions/modifyPushConfig
 * @see https://cloud.google.com/storage/docs/json_api/v1/objects/insert
 */
export class FakeManagement {
  /** What was asked for, in order; reading aside. */
  readonly changes: string[] = [];
  /** Requests that are still answered before everything is refused, as if the caller had died. */
  left = Infinity;
  /** The next answers to changes, before real ones. */
  readonly errors: number[] = [];
  /** Requests that no correct caller makes. */
  readonly wrong: string[] = [];
  /** Whether some stop while others resume, so that nobody can keep an order. */
  several = false;
  /** Whether objects that are not there are refused like those that may not be read. */
  hides = false;
  #generation = 1;

  readonly #operations: readonly Operation[] = [
    [/^GET run \/v2\/projects\/p\/locations\/r\/services\/([\w-]+)$/, false, (call) => this.#service(call)],
    [/^PATCH run \/v2\/projects\/p\/locations\/r\/services\/([\w-]+)$/, true, (call) => this.#scale(call)],
    [/^GET pubsub \/v1\/projects\/p\/subscriptions\/([\w-]+)$/, false, (call) => this.#subscription(call)],
    [/^POST pubsub \/v1\/projects\/p\/subscriptions\/([\w-]+):modifyPushConfig$/, true, (call) => this.#push(call)],
    [/^GET storage \/storage\/v1\/b\/packages\/o\/([\w%.-]+)$/, false, (call) => this.#read(call)],
    [/^POST storage \/upload\/storage\/v1\/b\/packages\/o()$/, true, (call) => this.#write(call)],
  ];

  constructor(public state: ManagedState) {}

  answer({ method, host, path, headers, text, body }: Recorded): Answer {
    if (this.left-- <= 0) return refusal(403, 'PERMISSION_DENIED');
    const { pathname, searchParams: query } = new URL(path, 'http://fake');
    const [service, ...domain] = host.split('.');
    const what = `${method} ${service} ${pathname}`;
    const found = this.#operations.find(([pattern]) => pattern.test(what));
    const isJson = text === '' || headers['content-type'] === 'application/json';
    if (!found || domain.join('.') !== 'googleapis.com' || headers.authorization !== 'Bearer T' || !isJson) {
      return this.#isWrong(`${what} of ${host}`);
    }
    const [pattern, changes, run] = found;
    const name = decodeURIComponent(pattern.exec(what)![1]!) || query.get('name')!;
    if (changes) this.changes.push(`${service} ${name}`);
    const error = changes ? this.errors.shift() : undefined;
    return error ? refusal(error, 'UNKNOWN') : run({ name, query, body });
  }

  #service({ name, query }: Call): Answer {
    const found = this.state.services[name];
    if (!found) return refusal(404, 'NOT_FOUND');
    if (query.size > 0) return this.#isWrong(`parameters of ${name}`);
    const { scaling, changing = 0, version = 0 } = found;
    if (changing > 0) found.changing = changing - 1;
    return { body: { name, etag: `"${version}"`, scaling, reconciling: changing > 0 || undefined } };
  }

  #scale({ name, query, body }: Call): Answer {
    const found = this.state.services[name]!;
    const scaling = body.scaling as Scaling;
    const fields = ['manualInstanceCount', 'maxInstanceCount', 'minInstanceCount', 'scalingMode'];
    const known = Object.keys(scaling).every((field) => fields.includes(field));
    if (`${query}` !== 'updateMask=scaling' || `${Object.keys(body)}` !== 'etag,scaling' || !known) {
      return this.#isWrong(`${query} ${JSON.stringify(body)}`);
    }
    const { version = 0 } = found;
    if (body.etag !== `"${version}"`) return refusal(409, 'ABORTED');
    const isStop = scaling.scalingMode === 'MANUAL' && scaling.manualInstanceCount === 0;
    if (isStop && this.#pushing(name) && !this.several) this.wrong.push(`${name} stops while it is pushed to`);
    const limits = ['minInstanceCount', 'maxInstanceCount'].filter((field) => field in scaling);
    const switches = found.scaling?.scalingMode === 'MANUAL' && scaling.scalingMode === 'AUTOMATIC';
    if (switches && limits.length === 1) return refusal(400, 'INVALID_ARGUMENT');
    const inherited = switches && limits.length === 0 ? { minInstanceCount: 0, maxInstanceCount: 0 } : {};
    Object.assign(found, { scaling: { ...scaling, ...inherited }, changing: 1, version: version + 1 });
    return { body: { name: 'projects/p/locations/r/operations/o', done: false } };
  }

  #pushing(service: string): boolean {
    return Object.values(this.state.subscriptions).some(
      ({ to, pushConfig }) => to === service && pushConfig.pushEndpoint,
    );
  }

  #subscription({ name }: Call): Answer {
    const found = this.state.subscriptions[name];
    if (!found) return refusal(404, 'NOT_FOUND');
    return { body: { name, topic: 'projects/p/topics/t', pushConfig: found.pushConfig, ackDeadlineSeconds: 90 } };
  }

  #push({ name, body }: Call): Answer {
    const found = this.state.subscriptions[name];
    if (!found) return refusal(404, 'NOT_FOUND');
    const { pushConfig } = body;
    const { scaling } = this.state.services[found.to]!;
    if (`${Object.keys(body)}` !== 'pushConfig') return this.#isWrong(JSON.stringify(body));
    if (pushConfig.pushEndpoint && scaling?.scalingMode === 'MANUAL' && !this.several) {
      return this.#isWrong(`${name} pushes to what is stopped`);
    }
    found.pushConfig = pushConfig;
    return { body: {} };
  }

  #read({ name, query }: Call): Answer {
    const found = this.state.objects[name];
    if (`${query}` !== 'alt=media') return this.#isWrong(`${query}`);
    if (!found) return this.hides ? refusal(403, 'PERMISSION_DENIED') : refusal(404, 'NOT_FOUND');
    return {
      body: found.text,
      headers: { 'content-type': 'application/json', 'x-goog-generation': `${found.generation}` },
    };
  }

  #write({ name, query, body }: Call): Answer {
    if (query.get('uploadType') !== 'media' || !/^\d+$/.test(query.get('ifGenerationMatch')!)) {
      return this.#isWrong(`${query}`);
    }
    const generation = this.state.objects[name]?.generation ?? 0;
    if (query.get('ifGenerationMatch') !== `${generation}`) return refusal(412, 'FAILED_PRECONDITION');
    this.state.objects[name] = { text: JSON.stringify(body), generation: this.#generation++ };
    return { body: { name, generation: `${generation}` } };
  }

  #isWrong(what: string): Answer {
    this.wrong.push(what);
    return refusal(400, 'INVALID_ARGUMENT');
  }
}
