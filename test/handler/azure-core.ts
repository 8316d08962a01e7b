import Module from 'node:module';

/** A function as the library registers it. */
export interface Registered {
  readonly metadata: { readonly name: string; readonly bindings: Readonly<Record<string, any>> };
  readonly callback: (...inputs: unknown[]) => unknown;
}

/** What an invocation starts from. */
export interface InvocationRequest {
  readonly name: string;
  readonly invocationId: string;
  /** Data of the trigger. */
  readonly data: object;
  readonly triggerMetadata?: Readonly<Record<string, object>>;
  readonly traceContext?: { readonly traceParent: string };
}

/** As much of the worker's own module as the library needs: the real one comes with the host only. */
export class Core {
  readonly functions = new Map<string, Registered>();
  #model: any;

  /** Makes the module `@azure/functions-core` this object. */
  install(log: (level: string, message: string) => void): void {
    const loader = Module as unknown as { _load(id: string, ...rest: unknown[]): unknown };
    const load = loader._load;
    const core = {
      version: '3.0.0',
      hostVersion: '4.1000.0',
      setProgrammingModel: (model: unknown) => (this.#model = model),
      getProgrammingModel: () => this.#model,
      registerFunction: (metadata: Registered['metadata'], callback: Registered['callback']) => {
        this.functions.set(metadata.name, { metadata, callback });
      },
      registerHook: () => undefined,
      log: () => undefined,
      Disposable: class {},
    };
    loader._load = (id, ...rest) => (id === '@azure/functions-core' ? core : load.call(loader, id, ...rest));
    this.#log = log;
  }

  #log: (level: string, message: string) => void = () => undefined;

  /** What the worker tells the host at start. */
  async capabilities(): Promise<Record<string, string>> {
    return this.#model.getCapabilities({});
  }

  /** Runs a function, and gives what the host would get. */
  async invoke({ name, invocationId, data, triggerMetadata, traceContext }: InvocationRequest): Promise<any> {
    const { metadata, callback } = this.functions.get(name)!;
    const trigger = Object.keys(metadata.bindings).find((key) => metadata.bindings[key].direction === 'in')!;
    const invocation = this.#model.getInvocationModel({
      invocationId,
      metadata,
      request: { inputData: [{ name: trigger, data }], triggerMetadata, traceContext },
      log: (level: string, category: string, message: string) => category === 'user' && this.#log(level, message),
    });
    const { context, inputs } = await invocation.getArguments();
    const result = await invocation.invokeFunction(context, inputs, callback);
    return invocation.getResponse(context, result);
  }
}
