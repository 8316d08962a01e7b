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

const UNASKED = 'It comes by itself.';

/** A construct's warnings, shown once at synthesis, so that an acknowledgement counts whenever it was made. */
export class Warnings {
  private readonly found: (WarningRecord & { emitted?: true })[] = [];

  constructor(
    private readonly scope: IConstruct,
    private readonly target: Target,
  ) {}

  public keep(report: Report): void {
    report.approximations.forEach(({ feature, message }) => this.add(feature, message));
  }

  /** Of what nobody asked for: it stands in the manifest, and nobody is warned. */
  public note(report: Report): void {
    report.approximations.forEach(({ feature, message }) => this.add(feature, message, UNASKED));
  }

  public add(id: string, message: string, acknowledged?: string): void {
    if (this.found.some((other) => other.id === id && other.message === message)) return;
    this.found.push({ id, message, ...(acknowledged !== undefined && { acknowledged }) });
  }

  public emit(): void {
    for (const warning of this.found) {
      const { id, message, emitted } = warning;
      if (emitted || this.reason(warning) !== undefined) continue;
      warning.emitted = true;
      this.target.warn(this.scope, id, `${this.target.title}: ${message} [${id}]`);
    }
  }

  /** For the manifest: acknowledged ones too, with the reason. */
  public list(): WarningRecord[] {
    return this.found.map((warning) => {
      const { id, message } = warning;
      const acknowledged = this.reason(warning);
      return { id, message, ...(acknowledged !== undefined && { acknowledged }) };
    });
  }

  private reason({ id, acknowledged }: WarningRecord): string | undefined {
    return acknowledgement(this.scope, id) ?? acknowledged;
  }
}
