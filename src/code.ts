import type { BundleOptions as BundleSpec, DirectoryOptions as DirectorySpec } from './bundle';
import { Client } from './client';

/** How a folder that is built already becomes a package. */
export interface DirectoryOptions {
  /**
   * Clients that the package holds besides those whose use is found in its code: a call such as
   * `context.bucket('Uploads')`, or `{ bucket }` taken out of the context.
   * @default - those whose use is found
   */
  readonly clients?: Client[];
}

/**
 * How an entry is bundled. What esbuild knows by the same name is passed to it as it is.
 * @see https://esbuild.github.io/api/
 */
export interface BundleOptions extends DirectoryOptions {
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

  /**
   * Packages that can't be bundled, such as those with native code: they are installed beside the bundle for the cloud's
   * platform and the function's architecture, with all that they need, in exactly the versions of the project's
   * package-lock.json. What the project itself has installed makes no difference.
   *
   * On AWS and Azure npm installs them during synthesis, without running scripts of packages, and the result is kept in
   * the cache. On Google they are named in the package's package.json, and Google's build installs them.
   * @default - none
   */
  readonly install?: string[];

  /**
   * Files and folders put into the package: where they come from, absolute or relative to the working directory, by
   * their path in the package, such as `{ templates: 'src/templates' }`.
   * @default - none
   */
  readonly files?: { readonly [pathInPackage: string]: string };
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
    return new Code({ kind: 'bundle', entry, options });
  }

  /**
   * Takes a folder that is built already. It holds handler.js, a CommonJS file whose default export, or
   * `module.exports`, is the handler, and whatever that needs.
   *
   * Which methods the handler has is checked when the function starts. A folder `node_modules` is part of the package on
   * AWS and Azure; on Google, which installs what the folder's package.json names, it is left out, and so are lockfiles.
   *
   * @param path path of the folder, absolute or relative to the working directory
   * @param options how it becomes a package
   */
  public static directory(path: string, options: DirectoryOptions = {}): Code {
    return new Code({ kind: 'directory', path, options });
  }

  /**
   * Takes a container image for AWS Lambda, from an Amazon ECR repository of the function's region. An error on Azure and
   * Google.
   *
   * The image holds Node.js with Lambda's runtime interface client, the handler as handler.js, and beside it the adapter,
   * `faasade/handler/dist/aws/*.js` of the version that describes the function; its command is `index.handler`:
   * ```
   * FROM public.ecr.aws/lambda/nodejs:22
   * COPY node_modules/faasade/handler/dist/aws/*.js dist/handler.js ${LAMBDA_TASK_ROOT}/
   * CMD ["index.handler"]
   * ```
   * Build it for the function's architecture. Which methods the handler has is checked when the function starts.
   *
   * @param uri the image with a tag that is never given to another image, or with a digest, such as
   * `123456789012.dkr.ecr.eu-central-1.amazonaws.com/resize@sha256:…`
   * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-image.html
   */
  public static image(uri: string): Code {
    return new Code({ kind: 'image', uri });
  }

  /** @internal */
  public readonly _spec: CodeSpec;

  private constructor(spec: CodeSpec) {
    this._spec = spec;
  }
}

/** @internal */
export type CodeSpec =
  | { readonly kind: 'bundle'; readonly entry: string; readonly options: BundleSpec }
  | { readonly kind: 'directory'; readonly path: string; readonly options: DirectorySpec }
  | { readonly kind: 'image'; readonly uri: string };
