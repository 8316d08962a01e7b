import type { Handler } from 'faasade/handler';

/** A call of a client: `context.<kind>(<id>).<method>(...args)`, or of the cloud's own SDK. */
interface Call {
  readonly kind: 'queue' | 'topic' | 'bucket' | 'table' | 'secret' | 'function';
  readonly id: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Does what it is asked to with its clients, and tells what came of it. */
export default {
  async fetch(request, context) {
    const { kind, id, method, args } = (await request.json()) as Call;
    try {
      const client = context[kind](id) as unknown as Record<
        string,
        (...values: readonly unknown[]) => Promise<unknown>
      >;
      return Response.json({ result: await readable(await client[method]!(...args)) });
    } catch (error) {
      const { name, message } = error as Error;
      return Response.json({ error: name, message });
    }
  },
} satisfies Handler;

/** What JSON can hold of an answer. */
async function readable(answer: unknown): Promise<unknown> {
  const { text, status } = (answer ?? {}) as { text?: () => Promise<string>; status?: number };
  if (typeof text !== 'function') return answer;
  return { ...(answer as object), body: undefined, text: await text.call(answer), ...(status && { status }) };
}
