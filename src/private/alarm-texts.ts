/** What alarms say, the same on each cloud. One that watches several functions has the limits of all of them. */
export const alarmTexts = {
  errorRate: (limits: readonly number[]) => `More than ${span(limits)} % of invocations fail`,
  latency: (percentile: 95 | 99, limits: readonly number[]) => `p${percentile} is above ${span(limits)} ms`,
  coldStarts: (limits: readonly number[]) => `More than ${span(limits)} % of invocations wait for a start`,
  throttling: 'Invocations are refused',
  spillover: (limits: readonly number[]) => `More than ${span(limits)} % of requests find no ready instance`,
  deadLetters: 'There are dead letters',
  waitingFor: (limits: readonly number[]) => `Events wait for more than ${span(limits)} s`,
  waiting: (limits: readonly number[]) => `More than ${span(limits)} events wait`,
} as const;

/** `5`, or `5 to 50`. */
function span(limits: readonly number[]): string {
  return [...new Set([Math.min(...limits), Math.max(...limits)])].join(' to ');
}
