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
  private readonly found: { readonly id: string; readonly message: string; emitted?: true }[] = [];

  constructor(
    private readonly scope: IConstruct,
    private readonly target: Target,
  ) {}

  public keep(report: Report): void {
    report.approximations.forEach(({ feature, message }) => this.add(feature, message));
  }

  /** For the manifest alone. */
  public note(report: Report): void {
    report.approximations.forEach(({ feature, message }) => this.add(feature, message, { emitted: true }));
  }

  public add(id: string, message: string, state: { readonly emitted?: true } = {}): void {
    if (this.found.some((other) => other.id === id && other.message === message)) return;
    this.found.push({ id, message, ...state });
  }

  public emit(): void {
    for (const warning of this.found) {
      const { id, message, emitted } = warning;
      if (emitted || acknowledgement(this.scope, id) !== undefined) continue;
      warning.emitted = true;
      this.target.warn(this.scope, id, `${this.target.title}: ${message} [${id}]`);
    }
  }

  /** For the manifest: acknowledged ones too, with the reason. */
  public list(): WarningRecord[] {
    return this.found.map(({ id, message }) => {
      const acknowledged = acknowledgement(this.scope, id);
      return { id, message, ...(acknowledged !== undefined && { acknowledged }) };
    });
  }
}
