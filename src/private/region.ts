import type { IConstruct } from 'constructs';
import type { Target } from './target';
import { holdsToken } from './tokens';
import { Warnings } from './warnings';

/** The regions of a cloud as far as they are known. More of them come every year. */
export interface Regions {
  /** Those that are meant more often first. */
  readonly names: readonly string[];
  /** What every name looks like. */
  readonly form: RegExp;
  readonly example: string;
}

/** What is to be said of a region's name; nothing of one that is known. */
export interface RegionVerdict {
  /** It is none. */
  readonly problem?: string;
  /** It may be a new one. */
  readonly doubt?: string;
}

/**
 * Judges a region's name. One that is not known, and may be newer than what is, is doubted only; it is none if it has
 * another form, or is of a part of the world that nobody knows and nearly one that is known.
 */
export function judgeRegion(name: string, regions: Regions): RegionVerdict {
  if (holdsToken(name) || regions.names.includes(name)) return {};
  const meant = nearest(name, regions.names);
  const question = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  const misspelt = meant !== undefined && !regions.names.some((known) => areaOf(known) === areaOf(name));
  if (!regions.form.test(name) || misspelt) {
    return { problem: `which is no name of a region.${question || ` One is '${regions.example}'.`}` };
  }
  return {
    doubt:
      `'${name}' is no region that is known here.${question} If it is a new one, acknowledge this; if there is none, ` +
      'deploying fails.',
  };
}

/** Warns at synthesis of a region that is not known. Nothing else depends on its being known. */
export function warnOfRegion(cloud: IConstruct, target: Target, name: string, regions: Regions): void {
  const { doubt } = judgeRegion(name, regions);
  if (doubt === undefined) return;
  const warnings = new Warnings(cloud, target);
  warnings.add(REGION, doubt);
  cloud.node.addValidation({
    validate: () => {
      warnings.emit();
      return [];
    },
  });
}

/** The warning's id. It is no feature: clouds do not differ in it. */
export const REGION = 'region';

/** The parts of names that tell regions of one area apart. */
const side = /north|south|east|west|central/g;
/** How many letters may differ. */
const most = 2;

/** The part of the world, without what tells its regions apart. */
function areaOf(name: string): string {
  return name.replace(side, '').replace(/[^a-z]/g, '');
}

/** The known name that a text may mean. Each cloud has the words in another order. */
function nearest(text: string, names: readonly string[]): string | undefined {
  const words = wordsOf(text);
  const far = (name: string) => {
    const known = wordsOf(name);
    return Math.min(
      distance(words.join(''), known.join('')),
      distance([...words].sort().join(''), [...known].sort().join('')),
    );
  };
  const found = names.map((name) => ({ name, far: far(name) })).sort((a, b) => a.far - b.far)[0];
  return found && found.far <= most ? found.name : undefined;
}

function wordsOf(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replace(side, ' $& ')
      .match(/[a-z]+|\d+/g) ?? [];
  return words.map((word) => (word === 'eu' ? 'europe' : word));
}

/** Letters to add, take away or change: Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let index = 1; index <= other.length; index++) {
      const same = one[line - 1] === other[index - 1] ? 0 : 1;
      next.push(Math.min(next[index - 1]! + 1, row[index]! + 1, row[index - 1]! + same));
    }
    row = next;
  }
  return row[other.length]!;
}
