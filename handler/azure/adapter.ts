import { app } from '@azure/functions';
import { httpFunction } from './http';
import { inboxFunction } from './inbox';
import { queueFunction } from './queue';
import { timerFunction } from './schedule';
import type { AzureTriggers } from '../../src/private/contract';
import type { CheckedTrigger } from '../../src/private/method-check';
import { loadHandler } from '../private/load';
import { readTriggers } from '../private/settings';

// Registers the functions of the app, one for each group that Azure scales by itself.
const triggers = readTriggers<AzureTriggers>();
const handler = loadHandler(checked(triggers));

if (triggers.h) {
  // Without it the host holds whole bodies in memory and rewrites cookies.
  app.setup({ enableHttpStream: true });
  app.http('http', httpFunction(handler, triggers));
}
for (const [id, queue] of Object.entries(triggers.q ?? {})) {
  app.serviceBusQueue(`queue-${id}`, queueFunction(handler, triggers, id, queue));
}
if (triggers.i) app.serviceBusQueue('inbox', inboxFunction(handler, triggers, triggers.i));
for (const [id, schedule] of Object.entries(triggers.s ?? {})) {
  if (!triggers.i) {
    throw new Error(`The settings name the schedule '${id}' and no inbox. Deploy the function from its description.`);
  }
  app.timer(`schedule-${id}`, timerFunction(id, schedule, triggers.i));
}

function checked({ h, q = {}, s, n = [], o = [] }: AzureTriggers): CheckedTrigger[] {
  return [
    ...(h ? [{ kind: 'http' } as const] : []),
    ...Object.keys(q).map((id) => ({ kind: 'queue', id }) as const),
    ...(s ? [{ kind: 'schedule' } as const] : []),
    ...n.map((id) => ({ kind: 'topic', id }) as const),
    ...o.map((id) => ({ kind: 'objectCreated', id }) as const),
  ];
}
