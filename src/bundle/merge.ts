import type { Files } from './types';

/** The files of a package; no file of the user's may take the place of another. */
export function withFiles(own: Files, added: Files, whose: (name: string) => string): Files {
  const taken = Object.keys(added).find((name) => Object.hasOwn(own, name));
  if (taken === undefined) return { ...own, ...added };
  throw new Error(`${whose(taken)} would replace a file of the package. Give it another name.`);
}
