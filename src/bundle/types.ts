/** How an entry is bundled: plain data, from the public `Code.bundle`. */
export interface BundleOptions extends DirectoryOptions {
  readonly define?: { readonly [identifier: string]: string };
  readonly external?: readonly string[];
  readonly minify?: boolean;
  readonly banner?: string;
  readonly loader?: { readonly [extension: string]: string };
  readonly tsconfig?: string;
  readonly sourceMap?: boolean;
  /** Packages left out of the bundle and installed beside it. */
  readonly install?: readonly string[];
  /** Files and folders to put in, by their path in the package. */
  readonly files?: Files<string>;
}

/** How a folder that is built already is packed. */
export interface DirectoryOptions {
  /** Kinds of clients to put in besides those whose use is found. */
  readonly clients?: readonly string[];
}

/** Files by name in the package, with slashes. */
export type Files<T extends string | Uint8Array = string | Uint8Array> = Readonly<Record<string, T>>;

/** What packages with native code are installed for, in npm's words. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
  readonly libc: string;
}

/** What a cloud adds to every package. */
export interface BundleTarget {
  /** For messages, and so that clouds never share a cache entry. */
  readonly cloud: string;
  readonly nodeTarget: string;
  /** Packages that the cloud's runtime holds. */
  readonly external: readonly string[];
  /** Files beside the bundle, by name; the adapter among them requires './handler.js'. */
  readonly files: Files;
  /** Absolute paths of the clients by kind: each is read where it is used, and lies beside the adapter then. */
  readonly clients: Readonly<Record<string, string>>;
  /** `build` where the cloud's own build installs what `package.json` names. */
  readonly install: Platform | 'build';
}

/** A zip file, ready to be deployed. */
export interface Package extends StoredPackage {
  /** The entry, relative to the project root. */
  readonly entry: string;
}

/** What the cache keeps of a package: it does not know where the entry was asked from. */
export interface StoredPackage {
  /** Absolute path of the zip. */
  readonly path: string;
  /** SHA-256 of the zip's bytes, in hex. */
  readonly hash: string;
  readonly bytes: number;
  /** The handler's methods, where the source shows them for certain. */
  readonly methods?: readonly string[];
  /** The bundled files, relative to the project root. */
  readonly inputs: readonly string[];
}
