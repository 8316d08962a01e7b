import { linkKeys } from '../../src/private/contract';
import type { BucketClient, FunctionClient, QueueClient, SecretClient, TableClient, TopicClient } from '../clients';
import { readLinks } from './settings';
import { tracing } from './tracing';

/** The client of each kind of link. */
export interface Clients {
  readonly queue: QueueClient;
  readonly topic: TopicClient;
  readonly bucket: BucketClient;
  readonly table: TableClient;
  readonly secret: SecretClient;
  readonly function: FunctionClient;
}

export type ClientKind = keyof Clients;

/** What a client knows of the invocation that uses it. */
export interface Caller {
  readonly traceparent: string | undefined;
  /** What belongs to it; there only where spans are made. */
  readonly tracestate?: string;
  /** Whether spans are made, so that the context names one that the collector gets. */
  readonly traced?: true;
  readonly remainingTime: () => number;
}

/**
 * What `<cloud>/client-<kind>.ts` exports as `create`: the client of one resource. `link` is what the description says
 * of it, by `contract.ts`. Connections are kept in the module, between invocations.
 */
export type CreateClient<K extends ClientKind, Link = any> = (id: string, link: Link, caller: Caller) => Clients[K];

/**
 * The files of the clients lie in the package beside the adapter, each only where the handler uses it: loading one takes
 * the time that its SDK takes.
 */
const load: { readonly [K in ClientKind]: () => { readonly create: CreateClient<K> } } = {
  /* eslint-disable @typescript-eslint/no-require-imports -- when it is first used */
  queue: () => require('./client-queue.js'),
  topic: () => require('./client-topic.js'),
  bucket: () => require('./client-bucket.js'),
  table: () => require('./client-table.js'),
  secret: () => require('./client-secret.js'),
  function: () => require('./client-function.js'),
  /* eslint-enable */
};

/** The verbs that link, for the message. */
const verbs: Readonly<Record<ClientKind, string>> = {
  queue: 'grantSend',
  topic: 'grantPublish',
  bucket: 'grantRead or grantWrite',
  table: 'grantRead or grantWrite',
  secret: 'grantRead',
  function: 'grantInvoke',
};

let links: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;

/** The client of a resource that the description grants to the function. */
export function linked<K extends ClientKind>(kind: K, id: string, caller: Caller): Clients[K] {
  links ??= readLinks<Record<string, Record<string, unknown>>>();
  const ofKind = links[linkKeys[kind]] ?? {};
  if (!Object.hasOwn(ofKind, id)) throw new Error(notLinked(kind, id, Object.keys(ofKind)));
  const create = factory(kind);
  const link = ofKind[id];
  return tracing ? tracing.client(kind, id, link, create, caller) : create(id, link, caller);
}

function factory<K extends ClientKind>(kind: K): CreateClient<K> {
  try {
    return load[kind]().create;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' || !message.includes(`client-${kind}.js`)) throw cause;
    throw new Error(
      `The package holds no client for a ${kind}, because its code does not name 'context.${kind}'. ` +
        `Describe it: Code.bundle(entry, { clients: [Client.${kind.toUpperCase()}] }).`,
      { cause },
    );
  }
}

function notLinked(kind: ClientKind, id: string, ids: readonly string[]): string {
  const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const others = ids.length > 0 ? `Linked are: ${ids.map((name) => `'${name}'`).join(', ')}.` : `No ${kind} is linked.`;
  return `${title} '${id}' is not linked to this function. Call ${verbs[kind]}(fn) on the ${kind} where it is described. ${others}`;
}
