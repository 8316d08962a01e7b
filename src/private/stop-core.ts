import type { IConstruct } from 'constructs';
import type { ChannelSpec } from '../alarm-channel';
import { Code } from '../code';
import { Duration } from '../duration';
import { Function } from '../function';
import { AlarmKind, Observability } from '../observability';
import { Size } from '../size';
import type { Stop } from '../stop';
import { Topic } from '../topic';
import { Trigger } from '../trigger';
import { controllerFolder } from './adapter';
import { checkElsewhere, functionsOn } from './functions-below';
import { notifiedAbove } from './notified';
import { findCloud } from './placement';
import { Report } from './report';
import type { StopBackend, Target } from './target';
import { Warnings } from './warnings';

/** Long enough for queues that are still being polled. On AWS the next attempt comes after six times as long. */
const timeout = Duration.minutes(3);

/** A stop's life: what stops is there at once; which functions it may stop is decided at synthesis, when all are there. */
export class StopCore {
  public readonly target: Target;
  public readonly topic: Topic;
  public readonly breaker: Function;
  public readonly warnings: Warnings;
  private guarded?: readonly Function[];
  private built?: StopBackend;

  constructor(
    private readonly stop: Stop,
    private readonly scope: IConstruct,
  ) {
    this.target = findCloud(stop)._target;
    this.warnings = new Warnings(stop, this.target);
    const report = this.report();
    report.use('stop.functions', 'Stop.of', `'${scope.node.path}'`);
    report.throwProblems();
    this.warnings.keep(report);
    this.topic = new Topic(stop, 'Notices');
    this.breaker = new Function(stop, 'Breaker', {
      code: Code.directory(controllerFolder(this.target.cloud, 'stop')),
      memory: Size.mebibytes(512),
      timeout,
      description: `Stops and resumes the functions of ${scope.node.path}`,
      triggers: [Trigger.topic(this.topic)],
      // The stop has alarms of its own.
      observability: Observability.standard({ without: Object.values(AlarmKind) }),
    });
  }

  /** What the cloud needs beside; once the stop itself has its parts. */
  public build(): void {
    this.built = this.target.buildStop(this.stop);
    this.target.beforeSynthesis(this.stop, () => void this.guard());
    this.stop.node.addValidation({ validate: () => this.validate() });
  }

  public get backend(): StopBackend {
    return this.built!;
  }

  /** Paths of what it stops; asked at synthesis. */
  public functions(): string[] {
    return this.guard()
      .map(({ node }) => node.path)
      .sort();
  }

  /** Whom its alarms tell; asked at synthesis. */
  public told(): readonly ChannelSpec[] {
    return notifiedAbove(this.stop);
  }

  /** What does it by hand, for a shell. */
  public command(action: 'stop' | 'resume'): string {
    return this.backend._command(JSON.stringify({ action }));
  }

  /** Once: the manifest may ask before the engine comes to the stop's own stack. */
  private guard(): readonly Function[] {
    if (this.guarded) return this.guarded;
    this.guarded = functionsOn(this.scope, this.target);
    this.backend._guard(this.guarded);
    return this.guarded;
  }

  private validate(): string[] {
    this.warnings.emit();
    const report = this.report();
    const guarded = this.guard();
    if (guarded.length === 0) {
      report.problem('Stop.of', 'there is no function below it. Ask for it where some are.');
    }
    this.target.planStop?.(guarded, report);
    checkElsewhere(this.scope, this.target, 'Stop.of', 'a stop', report);
    return report.problems.length > 0 ? [report.message()] : [];
  }

  private report(): Report {
    return new Report(
      `The stop of '${this.scope.node.path}' can't be built on ${this.target.title}`,
      this.target.features,
    );
  }
}
