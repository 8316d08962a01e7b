import * as path from 'node:path';

/** `folder` and the folders above it, nearest first. */
export function above(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

/** `file` as seen from `folder`, with slashes on every platform. */
export function relative(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

/** Splits a specifier such as `@scope/name/sub/path` into the package's name and the rest. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly rest: string } {
  const parts = specifier.split('/');
  const name = parts.splice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  return { name, rest: parts.join('/') };
}
