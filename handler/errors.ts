import type { Item } from './clients';

const BRAND = Symbol.for('faasade.error');

/**
 * What a client of a resource throws. The classes stand in the function's package more than once, in the handler and in
 * the clients, so that `instanceof` goes by kind.
 */
export abstract class ResourceError extends Error {
  /** Tells the classes apart where a minifier has renamed them. */
  public static readonly kind: string = 'ResourceError';

  public static override [Symbol.hasInstance](value: unknown): boolean {
    // A class of the user's that extends one of these has no kind of its own.
    if (!Object.hasOwn(this, 'kind')) return Function.prototype[Symbol.hasInstance].call(this, value);
    const kind = (value as { [BRAND]?: string } | null | undefined)?.[BRAND];
    return kind !== undefined && (this.kind === ResourceError.kind || kind === this.kind);
  }

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    const { kind } = new.target;
    this.name = kind;
    Object.defineProperty(this, BRAND, { value: kind });
  }
}

/** There is no such object, item or secret. */
export class NotFound extends ResourceError {
  public static override readonly kind = 'NotFound';
}

/** The item that is there does not meet the condition. */
export class ConditionFailed extends ResourceError {
  public static override readonly kind = 'ConditionFailed';

  /** The item, where the cloud sends it along: AWS does. */
  public readonly item: Item | undefined;

  constructor(message: string, options?: { readonly cause?: unknown; readonly item?: Item }) {
    super(message, options);
    this.item = options?.item;
  }
}

/** The cloud took no more calls, even after some time. */
export class Throttled extends ResourceError {
  public static override readonly kind = 'Throttled';
}

/** The function was not granted it. */
export class AccessDenied extends ResourceError {
  public static override readonly kind = 'AccessDenied';
}

/** `once` is at the same work in another invocation: try again later. */
export class InProgress extends ResourceError {
  public static override readonly kind = 'InProgress';
}
