import { distinct } from './cron-calendar';

/** One field of a cron expression. */
export interface CronField {
  /** As messages say it. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on, in upper case. */
  readonly names?: readonly string[];
  /** Present where ranges may run past the end, and `max` is `min` again: weekdays, with Sunday 0 and 7. */
  readonly cyclic?: true;
}

export type ReportProblem = (problem: string) => void;

/** Reads a list of values, ranges and steps; returns the sorted values, or reports what is wrong. */
export function parseField(field: CronField, text: string, report: ReportProblem): number[] {
  const parts = text.split(',');
  if (parts.includes('')) {
    report(`cron field '${field.name}': the list '${text}' has an empty entry.`);
    return [];
  }
  return distinct(parts.flatMap((part) => parsePart(field, part, report)));
}

/** Reads a number or a name. */
export function parseValue(field: CronField, text: string, report: ReportProblem): number | undefined {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  return named >= 0 ? field.min + named : parseNumber(field, text, report);
}

/**
 * Reads a whole number, or reports what is wrong with it.
 * @param what the number is, if it isn't a value of the field
 */
export function parseNumber(field: CronField, text: string, report: ReportProblem, what = ''): number | undefined {
  const { name, min, max, names } = field;
  const value = Number(text);
  if (!/^\d+$/.test(text)) {
    const orName = names ? ` or a name of ${names[0]} to ${names.at(-1)}` : '';
    report(`cron field '${name}': ${what}'${text}' is not a number of ${min} to ${max}${orName}.`);
  } else if (value < min || value > max) {
    report(`cron field '${name}': ${what}${value} is outside ${min} to ${max}.`);
  } else {
    return value;
  }
  return undefined;
}

function parsePart(field: CronField, part: string, report: ReportProblem): number[] {
  const { name, min, max, cyclic } = field;
  const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\w+))?$/.exec(part) ?? [];
  if (from === undefined || (from === '*' && to !== undefined)) {
    const hint = part.includes('?') ? "write '*' for any" : `write for example '*', ${min}, ${min}-${max} or */2`;
    report(`cron field '${name}': '${part}' is not a value, a range or a step: ${hint}.`);
    return [];
  }
  const end = cyclic ? max - 1 : max;
  const size = end - min + 1;
  const open = from === '*' || step !== undefined;

  const first = from === '*' ? min : parseValue(field, from, report);
  const last = to !== undefined ? parseValue(field, to, report) : open ? end : first;
  const stride = step === undefined ? 1 : parseNumber({ name, min: 1, max }, step, report, 'step ');
  if (first === undefined || last === undefined || stride === undefined) return [];

  if (last < first && !cyclic) {
    report(`cron field '${name}': ${from}-${to} runs backwards: write ${from}-${end},${min}-${to}.`);
    return [];
  }
  const length = (last < first ? last + size : last) - first;
  return Array.from({ length: Math.floor(length / stride) + 1 }, (_, index) => {
    return min + ((first - min + index * stride) % size);
  });
}
