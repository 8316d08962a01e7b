import { FunctionModel, triggersOf } from './model';
import type { CorsSpec } from './spec';

/** The one CORS policy of a function's HTTP triggers, with the methods that they take; undefined without one. */
export function corsOf(model: FunctionModel): (CorsSpec & { readonly allowMethods: readonly string[] }) | undefined {
  const http = triggersOf(model, 'http');
  const cors = http.map((trigger) => trigger.cors).find((policy) => policy !== undefined);
  if (!cors) return undefined;
  const methods = http.some((trigger) => trigger.methods.length === 0)
    ? ['*']
    : http.flatMap(({ methods: some }) => some);
  return { ...cors, allowMethods: cors.allowMethods ?? [...new Set(methods)].sort() };
}
