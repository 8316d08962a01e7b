import { parseKeyPairsIntoRecord } from '@opentelemetry/core';
import { Provider, readSettings } from './settings';
import { linkKeys } from '../../src/private/contract';
import { keepSecret } from '../private/secrets';
import { readLinks } from '../private/settings';

/** Milliseconds. */
const most = 5_000;

/**
 * The headers that the collector asks for. They stand in a secret, which is kept for some minutes.
 * @returns reads them; undefined where there are none
 */
export function collectorHeaders({ secrets }: Provider): (() => Promise<Record<string, string>>) | undefined {
  const { h: id } = readSettings();
  if (id === undefined) return undefined;
  const link = readLinks<Record<string, Record<string, unknown>>>()[linkKeys.secret]?.[id];
  const client = secrets()(id, link, { traceparent: undefined, remainingTime: () => most });
  return async () => {
    const headers = parseKeyPairsIntoRecord(await client.value());
    for (const value of Object.values(headers)) keepSecret(id, value);
    return headers;
  };
}
