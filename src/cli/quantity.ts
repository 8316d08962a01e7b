/** What a text says in one unit, or what is wrong with it: what follows it in a sentence. */
export type Quantity = { readonly is: number } | { readonly wrong: string };

type Units = Readonly<Record<string, number>>;

const powers: Units = { '': 1, k: 1e3, M: 1e6, G: 1e9 };
const seconds: Units = { ms: 0.001, s: 1, m: 60 };
const kibibytes: Units = { B: 1 / 1024, KiB: 1, MiB: 1024 };

/** Seconds. */
export const time = (text: string): Quantity => withUnit(text, seconds, 'time', '200ms');

/** KiB. */
export const size = (text: string): Quantity => withUnit(text, kibibytes, 'size', '1KiB');

/** A number of something, which may be short for thousands, millions or billions. */
export function count(text: string): Quantity {
  const { number, unit = '' } = parts(text);
  if (number !== undefined && powers[unit] !== undefined) return { is: Number(number) * powers[unit] };
  const plain = /^\d/.test(text) ? Number(text.replace(/[,_'\s]/g, '')) : NaN;
  if (Number.isFinite(plain)) return { wrong: `can't be read. Write ${plain}.` };
  if (number === undefined) return { wrong: 'is no number of at least 0. Write it such as 10M.' };
  const meant = like(unit, powers);
  return {
    wrong: `ends with '${unit}', which is none of k, M and G. Write it such as ${meant ? `${number}${meant}` : '10M'}.`,
  };
}

/** A part of all, 0 to 1. */
export function share(text: string): Quantity {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return { is: value };
  return { wrong: 'is no number from 0 to 1. Write it such as 0.01.' };
}

function withUnit(text: string, units: Units, what: string, example: string): Quantity {
  const { number, unit = '' } = parts(text);
  if (number === undefined) return { wrong: `is no ${what}. Write it such as ${example}.` };
  const each = units[unit];
  if (each !== undefined) return { is: Number(number) * each };
  const [usual, ...others] = Object.keys(units);
  const known = `${[usual, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`;
  const wrong = unit === '' ? 'has no unit' : `has the unit '${unit}'`;
  const meant = unit === '' ? /[A-Za-z]+$/.exec(example)![0] : like(unit, units);
  return { wrong: `${wrong}: ${known} are known. Write it such as ${meant ? `${number}${meant}` : example}.` };
}

function parts(text: string): { readonly number?: string; readonly unit?: string } {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s?([A-Za-z]*)$/.exec(text) ?? [];
  // More digits than a number has room for are none.
  return number !== undefined && Number.isFinite(Number(number)) ? { number, unit } : {};
}

/** A unit that is only written otherwise. */
function like(unit: string, units: Units): string | undefined {
  return unit === '' ? undefined : Object.keys(units).find((known) => known.toLowerCase() === unit.toLowerCase());
}
