import type { AwsTriggers, ScheduledMessage } from '../../src/private/contract';
import { Arrived, firing } from '../private/arrived';
import { firingIn } from '../private/fire';
import type { Delivered } from '../private/message';

/** What EventBridge Scheduler replaces by the scheduled instant, and an emulator of it may leave as it is. */
const placeholder = '<aws.scheduler.scheduled-time>';

/** @throws Error where it stands for none of these schedules */
export function scheduledIn(schedules: AwsTriggers['s'] = [], body: unknown, { sent }: Delivered): Arrived {
  const { s, t } = (body ?? {}) as Partial<ScheduledMessage>;
  const { schedule, instant } = firingIn(t === placeholder ? { s } : body, schedules, sent);
  return firing(schedule, instant);
}
