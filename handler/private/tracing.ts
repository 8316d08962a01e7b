import { Route, TRACING_VARIABLE } from '../../src/private/contract';
import type { Context } from '../context';
import type { Arrived } from './arrived';
import type { Failures } from './batch';
import type { Caller, ClientKind, Clients, CreateClient } from './clients';
import type { Delivered } from './message';
import type { Answer } from './serve';

/** What makes spans of invocations: `<cloud>/tracing.ts` exports it as `tracing`. */
export interface Tracing {
  /**
   * Answers a request within a span. The answer's body ends when the span has been sent.
   * @param routes those of the function, one of which takes it
   */
  request(
    context: Context,
    request: Request,
    routes: readonly Route[] | undefined,
    work: () => Promise<Answer>,
  ): Promise<Answer>;

  /**
   * Works on messages of a queue within a span, which has been sent when it ends.
   * @param failures filled meanwhile: the messages to deliver again
   */
  messages(
    context: Context,
    queue: string,
    messages: readonly Delivered[],
    failures: Failures,
    work: () => unknown,
  ): Promise<void>;

  /** Works on any other event, likewise. */
  event(context: Context, arrived: Arrived, message: Delivered, work: () => unknown): Promise<void>;

  /** Tells why an invocation fails whose error goes no further. */
  failed(context: Context, error: unknown): void;

  /** A client whose sending and calling have spans, and which hands their context on. */
  client<K extends ClientKind>(kind: K, id: string, link: unknown, create: CreateClient<K>, caller: Caller): Clients[K];
}

/** Loaded before the handler, so that it finds the tracer in the API's global; undefined where nothing is traced. */
export const tracing: Tracing | undefined =
  process.env[TRACING_VARIABLE] === undefined
    ? undefined
    : // eslint-disable-next-line @typescript-eslint/no-require-imports
      (require('./tracing.js') as { readonly tracing: Tracing }).tracing;
