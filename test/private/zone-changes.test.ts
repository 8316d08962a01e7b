import * as fc from 'fast-check';
import { instantsOf } from '../../src/private/zone-changes';

const local = (text: string) => Date.parse(`${text}Z`);
const texts = (instants: readonly number[]) => instants.map((instant) => new Date(instant).toISOString().slice(0, 16));

test.each([
  ['Europe/Berlin', '2026-03-29T01:59', ['2026-03-29T00:59']],
  ['Europe/Berlin', '2026-03-29T02:30', []],
  ['Europe/Berlin', '2026-03-29T03:00', ['2026-03-29T01:00']],
  ['Europe/Berlin', '2026-10-25T02:30', ['2026-10-25T00:30', '2026-10-25T01:30']],
  ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45', '2026-04-04T15:15']],
  ['Asia/Kolkata', '2026-06-01T05:30', ['2026-06-01T00:00']],
  ['Africa/Cairo', '2026-04-24T00:30', []],
])('%s at %s', (timeZone, time, expected) => {
  expect(texts(instantsOf(timeZone, local(time)))).toEqual(expected);
});

const zones = Intl.supportedValuesOf('timeZone');
const minutes = fc.integer({ min: local('2024-02-01T00:00') / 60_000, max: local('2051-12-01T00:00') / 60_000 });

test('an instant is among those at which the clocks show its local time', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), minutes, (timeZone, minute) => {
      const instant = minute * 60_000;
      const options = {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
      } as const;
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', ...options });
      const shown = Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
      expect(instantsOf(timeZone, shown)).toContain(instant);
    }),
    { numRuns: 300 },
  );
}, 60_000);
