import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { bytes, sha256 } from './disk';
import type { Lookups } from './lookups';
import type { StoredPackage } from './types';

/** States of a project that are remembered for one request, so that changing branches back and forth is no miss. */
const KEPT = 8;

/** How a package came about: as long as all that was looked at is the same, so is the package. */
interface Recipe {
  readonly lookups: Lookups;
  readonly digest: string;
  readonly result: Omit<StoredPackage, 'path'>;
}

/**
 * A folder with a zip per package, named by its hash, and a file per request, with a line per state of the project.
 * What is read is checked against its hash, so that an entry that is half written or damaged is no entry.
 */
export class Cache {
  /** @param digest the state of what was looked at, as one hash */
  constructor(
    private readonly folder: string,
    private readonly digest: (lookups: Lookups) => string,
  ) {}

  public find(request: string): StoredPackage | undefined {
    for (const line of this.lines(request)) {
      const recipe = read(request, line);
      if (!recipe || this.digest(recipe.lookups) !== recipe.digest) continue;
      const file = this.zip(recipe.result.hash);
      if (bytes(file) === recipe.result.hash) return { path: file, ...recipe.result };
    }
    return undefined;
  }

  /** Keeps a package's bytes, and, where they can be relied on, the lookups that lead to it. */
  public keep(
    request: string,
    data: Uint8Array,
    result: Omit<StoredPackage, 'path'>,
    lookups?: Lookups,
  ): StoredPackage {
    const file = this.zip(result.hash);
    if (bytes(file) !== result.hash) write(file, data);
    if (lookups) {
      const json = JSON.stringify({ lookups, digest: this.digest(lookups), result } satisfies Recipe);
      const line = `${sha256(request + json)} ${json}`;
      write(
        this.requests(request),
        [line, ...this.lines(request).filter((other) => other !== line)].slice(0, KEPT).join('\n'),
      );
    }
    return { path: file, ...result };
  }

  private lines(request: string): string[] {
    const file = this.requests(request);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  }

  private zip(hash: string): string {
    return path.join(this.folder, `${hash}.zip`);
  }

  private requests(request: string): string {
    return path.join(this.folder, `${request}.jsonl`);
  }
}

function read(request: string, line: string): Recipe | undefined {
  const [checksum, json] = [line.slice(0, 64), line.slice(65)];
  return sha256(request + json) === checksum ? (JSON.parse(json) as Recipe) : undefined;
}

/** A file is there as a whole or not at all, also when several processes write it at once. */
function write(file: string, data: string | Uint8Array): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  fs.writeFileSync(temporary, data);
  fs.renameSync(temporary, file);
}
