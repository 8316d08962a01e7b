/** How a cloud writes 'from a value on, in steps, to the end of the field'. */
export type WriteSteps = (first: number, step: number, max: number) => string;

const asterisk: WriteSteps = (first, step, max) => (first === 0 ? `*/${step}` : `${first}-${max}/${step}`);

const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Minutes or hours, with steps where they fit: `*`, `*\/5`, `8-18`, `0,30`. */
export function renderTime(values: readonly number[], max: 59 | 23, writeSteps: WriteSteps = asterisk): string {
  const [first, second] = values;
  const step = values.length > 2 ? second! - first! : 1;
  const even = values.every((value, index) => value === first! + index * step);
  const toEnd = values.at(-1)! + step > max;
  return step > 1 && even && toEnd ? writeSteps(first!, step, max) : renderList(values, max + 1);
}

export function renderDates(dates?: readonly number[]): string {
  return dates ? renderList(dates, 31) : '*';
}

export function renderMonths(months: readonly number[]): string {
  return renderList(months, 12);
}

/** By name, because clouds number them differently. */
export function renderWeekdays(weekdays?: readonly number[]): string {
  return weekdays ? renderList(weekdays, 7, (day) => weekdayNames[day]!) : '*';
}

/** Sorted values as a list of ranges; `*` where they are all of the field. */
function renderList(values: readonly number[], size: number, name: (value: number) => string = String): string {
  if (values.length === size) return '*';
  const parts: string[] = [];
  for (let start = 0, end = 0; start < values.length; start = end) {
    while (end < values.length && values[end] === values[start]! + end - start) end++;
    const run = values.slice(start, end);
    parts.push(...(run.length > 2 ? [`${name(run[0]!)}-${name(run.at(-1)!)}`] : run.map(name)));
  }
  return parts.join(',');
}
