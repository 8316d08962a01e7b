/** How an entry is bundled: plain data, from the public `Code.bundle`. */
export interface BundleOptions {
  readonly define?: { readonly [identifier: string]: string };
  readonly external?: readonly string[];
  readonly minify?: boolean;
  readonly banner?: string;
  readonly loader?: { readonly [extension: string]: string };
  readonly tsconfig?: string;
  readonly sourceMap?: boolean;
}

/** What a cloud adds to every package. */
export interface BundleTarget {
  /** For messages, and so that clouds never share a cache entry. */
  readonly cloud: string;
  readonly nodeTarget: string;
  /** Packages that the cloud's runtime holds. */
  readonly external: readonly string[];
  /** Files beside the bundle, by name; the adapter among them requires './handler.js'. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
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
