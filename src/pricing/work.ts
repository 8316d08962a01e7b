import { MONTH } from './load';
import type { PricedFunction } from './priced';
import { parseCron } from '../private/cron';
import { daysOf } from '../private/cron-calendar';
import { type TriggerKind, triggerRoutes, triggerSources } from '../private/spec';
import type { ScheduleSpec } from '../schedule';

/** Invocations of a month that come through one trigger. */
export interface Work {
  readonly kind: TriggerKind;
  readonly key: string;
  readonly requests: number;
  /** Present where a schedule fires by a clock with these minutes' distance from UTC in the course of a year. */
  readonly timeZone?: string;
}

/** The first of these that a function has gets all requests. */
const order = (Object.keys(triggerSources) as TriggerKind[]).filter((kind) => triggerSources[kind] !== 'clock');

/** What comes through each trigger: schedules by their clocks, and all else through the first trigger that takes it. */
export function workOf(fn: PricedFunction, requests: number): Work[] {
  const found = triggersOf(fn);
  const main = order.flatMap((kind) => found.filter((trigger) => trigger.kind === kind))[0];
  const schedules = found.filter(({ kind }) => triggerSources[kind] === 'clock');
  return [
    ...(main ? [{ kind: main.kind, key: main.key, requests }] : []),
    ...schedules.map(({ kind, key, schedule }) => ({
      kind,
      key,
      requests: firingsOf(schedule!),
      ...(schedule!.kind === 'cron' && { timeZone: schedule!.timeZone }),
    })),
  ];
}

/** Whether a function gets its events through a queue of its own, besides those of the user. */
export function hasInbox(fn: PricedFunction): boolean {
  return triggersOf(fn).some(({ kind }) => triggerRoutes[kind] === 'inbox');
}

/** How many of the user's queues invoke it. */
export function queuesOf(fn: PricedFunction): number {
  return triggersOf(fn).filter(({ kind }) => triggerRoutes[kind] === 'queue').length;
}

export function hasHttp(fn: PricedFunction): boolean {
  return triggersOf(fn).some(({ kind }) => triggerRoutes[kind] === 'http');
}

/** What comes through queues, those of the user and the inbox. */
export function queued(work: readonly Work[]): number {
  return total(work.filter(({ kind }) => triggerRoutes[kind] !== 'http'));
}

export function total(work: readonly Work[]): number {
  return work.reduce((sum, { requests }) => sum + requests, 0);
}

function triggersOf({ triggers }: PricedFunction): readonly Trigger[] {
  return triggers as readonly object[] as readonly Trigger[];
}

interface Trigger {
  readonly kind: TriggerKind;
  readonly key: string;
  readonly schedule?: ScheduleSpec;
}

const yearsOfCycle = 28;
const secondsOfYear = 365.25 * 86_400;

/** Of 28 years of the calendar, which are asked about again and again. */
const known = new WeakMap<ScheduleSpec, number>();

function firingsOf(schedule: ScheduleSpec): number {
  const firings = known.get(schedule) ?? countFirings(schedule);
  known.set(schedule, firings);
  return firings;
}

/** A month on average, as long as clouds count it. */
function countFirings(schedule: ScheduleSpec): number {
  if (schedule.kind === 'rate') return MONTH / 60 / schedule.minutes;
  const parsed = parseCron(schedule.expression, schedule.timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  const { minutes, hours, ...days } = parsed.spec;
  const inCycle = daysOf(days).length * hours.length * minutes.length;
  return (inCycle / yearsOfCycle) * (MONTH / secondsOfYear);
}
