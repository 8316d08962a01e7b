/** What is wrong with the name of a time zone, which goes to the clouds as it is. */
export function zoneProblem(name: string): string | undefined {
  const known = resolve(name);
  const wrongCase = known !== name && known?.toLowerCase() === name.toLowerCase();
  if (known !== undefined && !wrongCase) return undefined;
  const wayOut = wrongCase
    ? `did you mean '${known}'?`
    : "use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'.";
  return `time zone '${name}' is unknown: ${wayOut}`;
}

/** The main name of a zone; undefined where there is none. */
function resolve(name: string): string | undefined {
  // Some versions of Node know offsets such as +01:00 and the clouds don't.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const first = Date.UTC(2025, 0, 1);
const last = Date.UTC(2061, 0, 1);
/** Shorter than the shortest period between two changes: Morocco's pause in Ramadan. */
const step = 6 * 86_400_000;

/** All distances to UTC, in minutes, that the time zone database knows for a zone from 2025 to 2060. */
export function zoneOffsets(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const seen = new Set<string>();
  for (let time = first; time < last; time += step) seen.add(format.format(time).split(', ')[1]!);
  return [...seen].map(toMinutes).sort((a, b) => a - b);
}

/** @param offset such as GMT, GMT-05:00 */
function toMinutes(offset: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(offset) ?? ['', '+', '0', '0'];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}
