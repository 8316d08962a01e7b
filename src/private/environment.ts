import { createHash } from 'crypto';
import { linkKeys, LINKS_VARIABLE, TRIGGERS_VARIABLE } from './contract';
import type { FunctionModel } from './model';
import type { Report } from './report';
import { longestBytes } from './tokens';
import { tracingVariables } from './tracing';

/** Links by kind and id, as the adapter reads them. */
export function linkSettings(model: FunctionModel): Record<string, Record<string, unknown>> {
  const links: Record<string, Record<string, unknown>> = {};
  const keyed = model.links.map(({ kind, id, value }) => ({ key: linkKeys[kind], id, value }));
  for (const { key, id, value } of keyed.sort((a, b) => (`${a.key} ${a.id}` < `${b.key} ${b.id}` ? -1 : 1))) {
    links[key] = { ...links[key], [id]: value };
  }
  return links;
}

/**
 * Every variable of a function: the user's, and the adapter's settings.
 * @param region where the runtime does not tell it
 */
export function environmentVariables(model: FunctionModel, triggers: unknown, region?: string): Record<string, string> {
  return {
    ...model.spec.environment,
    ...tracingVariables(model, region),
    [TRIGGERS_VARIABLE]: JSON.stringify(triggers),
    ...(model.links.length > 0 && { [LINKS_VARIABLE]: JSON.stringify(linkSettings(model)) }),
  };
}

/** Checks the total against a cloud's limit; the error says what takes how much. */
export function checkEnvironmentSize(
  variables: Record<string, string>,
  limit: { readonly bytes: number; readonly tokenBytes: number; readonly of: string },
  report: Report,
): void {
  const sizes = Object.entries(variables).map(([name, value]) => ({
    name,
    bytes: Buffer.byteLength(name) + longestBytes(value, limit.tokenBytes),
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= limit.bytes) return;
  const parts = sizes
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ name, bytes }) => `${name} ${bytes}`)
    .join(', ');
  report.problem(
    'environment',
    `${total} bytes in all are above ${limit.of} of ${limit.bytes} bytes (${parts}). ` +
      'Keep large values in a file of the package or in a store, and read them at start.',
  );
}

/** A fingerprint of settings, to replace what depends on them. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

const secretNames = /(secret|passw(or)?d|token|api_?key|private_?key|credential|connection_?string)/i;
const secretValues = [
  /^AKIA[0-9A-Z]{16}$/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^gh[pousr]_[A-Za-z0-9]{30,}$/,
  /^sk_live_[A-Za-z0-9]{16,}$/,
  /^xox[abprs]-[A-Za-z0-9-]{10,}$/,
  /AccountKey=[A-Za-z0-9+/=]{40,}/,
  /SharedAccessKey=[A-Za-z0-9+/=]{20,}/,
];

/** Names of variables whose literal value looks like a secret: it would stand readable in the template. */
export function secretLooking(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment)
    .filter(([, value]) => value !== '' && longestBytes(value, 0) > 0)
    .filter(
      ([name, value]) =>
        secretValues.some((pattern) => pattern.test(value)) ||
        (secretNames.test(name) && /^[^\s:/]{12,}$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value)),
    )
    .map(([name]) => name);
}
