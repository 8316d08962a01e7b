import type { FeatureId, FeatureTable } from './features';

/** Something that a cloud does otherwise than described. */
export interface Approximation {
  readonly feature: FeatureId;
  readonly message: string;
}

/**
 * Collects what planning finds on one construct: problems, thrown together before any resource exists, and
 * approximations, warned about at synthesis.
 */
export class Report {
  public readonly problems: string[] = [];
  public readonly approximations: Approximation[] = [];

  constructor(
    private readonly title: string,
    private readonly features: FeatureTable,
  ) {}

  /** A prop that can't stand: what is wrong, and the way out. */
  public problem(prop: string, message: string): void {
    this.problems.push(`${prop}: ${message}`);
  }

  /** A feature that the cloud's table declares approximated; `detail` says what it means for this construct. */
  public approximate(feature: FeatureId, detail?: string): void {
    const reason = this.reason(feature, 'approximated');
    this.approximations.push({ feature, message: detail ? `${detail} ${reason}` : reason });
  }

  /** A feature that the cloud's table declares unsupported: the table's reason is the error's. */
  public unsupported(feature: FeatureId, prop: string, value: string): void {
    this.problem(prop, `${value} is unsupported (${feature}). ${this.reason(feature, 'unsupported')}`);
  }

  /**
   * A feature that differs wherever it is used: whatever the cloud's table declares of it.
   * @param detail what an approximation means for this construct
   */
  public use(feature: FeatureId, prop: string, value: string, detail?: string): void {
    const { kind } = this.features[feature];
    if (kind === 'unsupported') this.unsupported(feature, prop, value);
    if (kind === 'approximated') this.approximate(feature, detail);
  }

  /** Runs what throws its own clear errors, so that they stand in the same list. */
  public attempt<T>(prop: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.problem(prop, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  public message(): string {
    return `${this.title}:\n${this.problems.map((problem) => `  - ${problem}`).join('\n')}`;
  }

  public throwProblems(): void {
    if (this.problems.length > 0) throw new Error(this.message());
  }

  private reason(feature: FeatureId, kind: 'approximated' | 'unsupported'): string {
    const verdict = this.features[feature];
    if (verdict.kind !== kind) throw new Error(`Feature ${feature} is declared ${verdict.kind}, not ${kind}.`);
    return verdict.reason;
  }
}
