import { http } from '@google-cloud/functions-framework';
import { httpEntry } from './http';
import { pushEntry } from './push';
import type { GoogleTriggers } from '../../src/private/contract';
import type { CheckedTrigger } from '../../src/private/method-check';
import { loadHandler } from '../private/load';
import { readTriggers } from '../private/settings';

// Express shows stack traces to callers in any other mode.
process.env.NODE_ENV ??= 'production';

const triggers = readTriggers<GoogleTriggers>();
const handler = loadHandler(checked(triggers));

// One or the other, never both: anybody may be allowed to call the first, the second takes only what Google delivers.
http('handler', triggers.h ? httpEntry(handler, triggers) : pushEntry(handler, triggers));

function checked({ h, q = {}, s, n = [], b = {} }: GoogleTriggers): CheckedTrigger[] {
  if (h) return [{ kind: 'http' }];
  return [
    ...Object.keys(q).map((id) => ({ kind: 'queue', id }) as const),
    ...(s ? [{ kind: 'schedule' } as const] : []),
    ...n.map((id) => ({ kind: 'topic', id }) as const),
    ...Object.keys(b).map((id) => ({ kind: 'objectCreated', id }) as const),
  ];
}
