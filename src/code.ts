import type { BundleOptions as BundleSpec } from './bundle';

/**
 * How an entry is bundled. Everything is passed to esbuild as it is.
 * @see https://esbuild.github.io/api/
 */
export interface BundleOptions {
  /**
   * Replaces identifiers by constant expressions.
   * @default - nothing is replaced
   */
  readonly define?: { readonly [identifier: string]: string };

  /**
   * Packages left out of the bundle. On AWS the AWS SDK, which the runtime holds, is always left out.
   * @default - everything that the entry imports is bundled
   */
  readonly external?: string[];

  /**
   * Whether the bundle is minified.
   * @default false
   */
  readonly minify?: boolean;

  /**
   * Text put in front of the bundle.
   * @default - none
   */
  readonly banner?: string;

  /**
   * How files are read, by extension, such as `{ '.html': 'text' }`.
   * @default - esbuild's own
   */
  readonly loader?: { readonly [extension: string]: string };

  /**
   * Path of the tsconfig.json, absolute or relative to the working directory.
   * @default - the nearest one above the entry
   */
  readonly tsconfig?: string;

  /**
   * Whether the package holds a source map, so that stacks name the source's lines.
   * @default true
   */
  readonly sourceMap?: boolean;
}

/** Where a function's code comes from. */
export class Code {
  /**
   * Bundles a TypeScript or JavaScript entry whose default export is the handler.
   *
   * The bundle is made during synthesis, in process, and kept in a cache by content. It needs the package `esbuild`.
   *
   * @param entry path of the file, absolute or relative to the working directory
   * @param options how it is bundled
   */
  public static bundle(entry: string, options: BundleOptions = {}): Code {
    return new Code({ entry, options });
  }

  /** @internal */
  public readonly _spec: CodeSpec;

  private constructor(spec: CodeSpec) {
    this._spec = spec;
  }
}

/** @internal */
export interface CodeSpec {
  readonly entry: string;
  readonly options: BundleSpec;
}
