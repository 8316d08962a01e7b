import type { Cors } from '../cors';
import { FunctionModel, triggersOf } from './model';
import type { CorsSpec } from './spec';

/** A policy as plain data. */
export function corsSpec({ maxAge, ...cors }: Cors): CorsSpec {
  return maxAge === undefined ? cors : { ...cors, maxAgeSeconds: maxAge.toMilliseconds() / 1000 };
}

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
