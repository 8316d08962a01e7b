import type { IConstruct } from 'constructs';
import { acknowledgement } from './acknowledgements';
import type { Report } from './report';
import type { Target } from './target';

/** A warning as the manifest holds it. */
export interface WarningRecord {
  readonly id: string;
  readonly message: string;
  /** Why it was accepted, where it was. */
  readonly acknowledged?: string;
}

/** A construct's warnings, shown once at synthesis, so that an acknowledgement counts whenever it was made. */
export class Warnings {
  private readonly found = new Map<string, string>();
  private readonly emitted = new Set<string>();

  constructor(
    private readonly scope: IConstruct,
    private readonly target: Target,
  ) {}

  public keep(report: Report): void {
    report.approximations.forEach(({ feature, message }) => this.add(feature, message));
  }

  public add(id: string, message: string): void {
    if (!this.found.has(id)) this.found.set(id, message);
  }

  public emit(): void {
    for (const [id, message] of this.found) {
      if (this.emitted.has(id) || acknowledgement(this.scope, id) !== undefined) continue;
      this.emitted.add(id);
      this.target.warn(this.scope, id, `${this.target.title}: ${message} [${id}]`);
    }
  }

  /** For the manifest: acknowledged ones too, with the reason. */
  public list(): WarningRecord[] {
    return [...this.found].map(([id, message]) => {
      const acknowledged = acknowledgement(this.scope, id);
      return { id, message, ...(acknowledged !== undefined && { acknowledged }) };
    });
  }
}
