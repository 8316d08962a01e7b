const group = '/subscriptions/1/resourceGroups/acme/providers';

/** Ids of the app and of its queues: the inbox, one that is partitioned, and one of a Premium namespace elsewhere. */
export const ids = {
  app: `${group}/Microsoft.Web/sites/shop`,
  inbox: `${group}/Microsoft.ServiceBus/namespaces/acme/queues/inbox`,
  jobs: `${group}/Microsoft.ServiceBus/namespaces/acme/queues/jobs`,
  other: '/subscriptions/2/resourceGroups/elsewhere/providers/Microsoft.ServiceBus/namespaces/premium/queues/other',
};

const TAGS = `${ids.app}/providers/Microsoft.Resources/tags/default`;

/** What Azure knows of one app and its queues. */
export interface ManagedState {
  app: string;
  /** By name. */
  readonly tags: Record<string, string>;
  /** What may be written of each queue, by id. */
  readonly queues: Record<string, Record<string, unknown>>;
}

/** As Azure shows queues; what it only tells is added to each answer. */
export const before: ManagedState = {
  app: 'Running',
  tags: { team: 'blue' },
  queues: {
    [ids.inbox]: { status: 'Active', lockDuration: 'PT5M', maxDeliveryCount: 3, maxSizeInMegabytes: 1024 },
    [ids.jobs]: {
      status: 'SendDisabled',
      enablePartitioning: true,
      maxSizeInMegabytes: 16_384,
      forwardDeadLetteredMessagesTo: 'dead',
    },
    [ids.other]: {
      status: 'Active',
      maxSizeInMegabytes: 81_920,
      maxMessageSizeInKilobytes: 2048,
      requiresSession: true,
    },
  },
};

const told = {
  countDetails: { activeMessageCount: 3 },
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  accessedAt: '2026-01-01T00:00:00Z',
  sizeInBytes: 99,
  messageCount: 3,
};

/** Answers as Azure documents it, and refuses what is not documented or out of order. Nobody waits: pauses are counted. */
export class FakeManagement {
  state: ManagedState = structuredClone(before);
  /** Changes, in order. */
  readonly changes: string[] = [];
  /** The next answers to changes, before real ones. */
  readonly refusals: number[] = [];
  /** Requests that are still answered before every one is refused, as if the caller had died. */
  left = Infinity;
  /** How often a resource is read before a change of it shows. */
  late = 0;
  /** Requests that are answered so, as often. */
  readonly failing: { readonly what: string; readonly status: number; times: number }[] = [];
  /** Requests that no correct caller makes. */
  readonly wrong: string[] = [];
  /** Whether one caller alone is there, whose changes have an order. */
  alone = true;
  requests = 0;
  /** Milliseconds. */
  now = 0;
  readonly #pending: { looks: number; readonly at: string; readonly apply: () => void }[] = [];

  /** Settings with which a function reaches it. */
  readonly environment = {
    IDENTITY_ENDPOINT: 'http://127.0.0.1:4000/token',
    IDENTITY_HEADER: 'H',
    AZURE_CLIENT_ID: 'C',
  };

  /** Answers what this process asks for, and has nobody wait. */
  install(): void {
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input as Request, init);
      if (request.url.startsWith(this.environment.IDENTITY_ENDPOINT)) return this.token(request);
      // As far away as the real one: others go on meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      return this.answer(request);
    });
    const { setTimeout: real } = globalThis;
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, pause = 0) => {
      this.now += pause;
      return real(done, 0);
    }) as typeof setTimeout);
  }

  /** For the module of timers that answer with promises. */
  readonly sleep = async (pause: number): Promise<void> => {
    this.now += pause;
  };

  token({ url, headers }: Request): Response {
    const { resource, ...rest } = Object.fromEntries(new URL(url).searchParams);
    const right =
      headers.get('x-identity-header') === 'H' && rest['api-version'] === '2019-08-01' && rest.client_id === 'C';
    if (!right) this.wrong.push(`token ${url}`);
    return Response.json({ access_token: `token for ${resource}`, expires_on: `${Date.now() / 1000 + 3600}` });
  }

  async answer(request: Request): Promise<Response> {
    this.requests++;
    if (this.left-- <= 0) return new Response('the caller is dead', { status: 400 });
    const { pathname, searchParams, origin } = new URL(request.url);
    const text = await request.text();
    const what = `${request.method} ${origin === 'https://management.azure.com' ? '' : origin}${pathname}`;
    const refuse = (reason: string): Response => {
      this.wrong.push(`${what}: ${reason}`);
      return new Response(reason, { status: 400 });
    };
    if (request.headers.get('authorization') !== 'Bearer token for https://management.azure.com/') {
      return refuse('the identity');
    }
    const route = this.#routes(text === '' ? undefined : JSON.parse(text), what);
    if (!route) return refuse('unknown');
    const [version, reply] = route;
    if ([...searchParams].join('&') !== `api-version,${version}`) return refuse(`the version ${searchParams}`);
    if (text !== '' && request.headers.get('content-type') !== 'application/json') return refuse('the content type');
    const failing = this.failing.find((each) => each.what === what && each.times-- > 0);
    if (failing) return new Response('refused', { status: failing.status });
    if (request.method === 'GET') {
      this.#look(pathname);
      return Response.json(reply());
    }
    const status = this.refusals.shift();
    if (status !== undefined) return new Response('refused', { status });
    this.changes.push(what.replace(/\/subscriptions.*\/providers\//, ''));
    const answer = reply();
    if (typeof answer === 'string') return refuse(answer);
    return answer === undefined ? new Response(null) : Response.json(answer);
  }

  #routes(body: any, what: string): [version: string, reply: () => unknown] | undefined {
    const [method, path] = what.split(' ');
    if (what === `GET ${ids.app}`) return ['2024-04-01', () => ({ id: path, properties: { state: this.state.app } })];
    if (what === `POST ${ids.app}/stop`) return ['2024-04-01', () => this.#stop()];
    if (what === `POST ${ids.app}/start`) {
      return ['2024-04-01', () => this.#kept() ?? this.#later(ids.app, () => (this.state.app = 'Running'))];
    }
    if (what === `GET ${TAGS}`) return ['2021-04-01', () => ({ properties: { tags: this.state.tags } })];
    if (what === `PATCH ${TAGS}`) return ['2021-04-01', () => this.#patchTags(body)];
    if (!(path in this.state.queues)) return undefined;
    if (method === 'GET') return ['2024-01-01', () => ({ id: path, location: 'eu', properties: this.#shown(path) })];
    return method === 'PUT' ? ['2024-01-01', () => this.#putQueue(path, body)] : undefined;
  }

  /** What is in work when an app stops has spent an attempt. */
  #stop(): unknown {
    const failing = this.failing.map(({ what }) => what.split(' ')[1]);
    const queues = Object.entries(this.state.queues).filter(([id]) => !failing.includes(id));
    const delivering = queues.some(([, { status }]) => status === 'Active' || status === 'SendDisabled');
    if (this.alone && delivering) return 'an app is stopped that still gets messages';
    return this.#kept() ?? this.#later(ids.app, () => (this.state.app = 'Stopped'));
  }

  /** Of what is not kept nobody knows what it was. */
  #kept(): string | undefined {
    return this.alone && !this.state.tags['faasade-stopped'] ? 'nothing is kept of what it was' : undefined;
  }

  #patchTags({ operation, properties: { tags }, ...others }: any): unknown {
    const [[name, value], ...more] = Object.entries<string>(tags);
    if (more.length > 0 || Object.keys(others).length > 0) return 'more than one tag';
    if (value.length > 256) return 'a value that is too long';
    if (operation === 'Merge') return this.#later(TAGS, () => (this.state.tags[name] = value));
    if (operation !== 'Delete') return `the operation ${operation}`;
    return this.#later(TAGS, () => {
      if (this.state.tags[name] === value) delete this.state.tags[name];
    });
  }

  #shown(id: string): object {
    const { maxMessageSizeInKilobytes = 256, ...others } = this.state.queues[id];
    return { maxMessageSizeInKilobytes, ...told, ...others };
  }

  /** Takes what the real one takes; all but the status has to be what it was. */
  #putQueue(id: string, { properties, ...others }: any): unknown {
    if (Object.keys(others).length > 0) return `more than properties: ${Object.keys(others)}`;
    const sizes = id === ids.jobs ? { maxSizeInMegabytes: 1024 } : {};
    const { status, ...rest } = properties;
    const wanted = { ...this.state.queues[id], ...sizes, status: undefined };
    if (JSON.stringify(sorted(rest)) !== JSON.stringify(sorted(wanted))) {
      return `another queue: ${JSON.stringify(rest)}`;
    }
    return this.#kept() ?? this.#later(id, () => (this.state.queues[id].status = status));
  }

  #later(at: string, apply: () => void): undefined {
    if (this.late === 0) apply();
    else this.#pending.push({ looks: this.late, at, apply });
  }

  /** What was accepted shows. */
  settle(): void {
    for (const { apply } of this.#pending.splice(0)) apply();
  }

  #look(path: string): void {
    for (const change of this.#pending.filter(({ at }) => at === path)) {
      if (--change.looks > 0) continue;
      this.#pending.splice(this.#pending.indexOf(change), 1);
      change.apply();
    }
  }
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
