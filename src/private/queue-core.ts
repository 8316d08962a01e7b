import type { Function } from '../function';
import type { Queue, QueueProps } from '../queue';
import { Report } from './report';
import { resolveQueue } from './resolve';
import type { QueueSpec } from './spec';
import type { QueueBackend, Target } from './target';
import { Warnings } from './warnings';

/** A queue's life: resolve, plan, throw all problems, and only then build. */
export class QueueCore {
  public readonly target: Target;
  public readonly spec: QueueSpec;
  public readonly backend: QueueBackend;
  public readonly warnings: Warnings;
  /** Set by the trigger that consumes it; may be in another stack. */
  public consumer?: Function;

  constructor(
    private readonly queue: Queue,
    props: QueueProps,
  ) {
    this.target = queue.cloud._target;
    this.warnings = new Warnings(queue, this.target);
    const report = this.report();
    this.spec = resolveQueue(props, report);
    this.target.planQueue(this.spec, report);
    report.throwProblems();
    this.backend = this.target.buildQueue(queue, this.spec);
    this.warnings.keep(report);
    queue.node.addValidation({ validate: () => this.validate() });
    this.target.attachManifest(queue);
  }

  public grantSend(fn: Function): void {
    const { node } = this.queue;
    const target = fn.cloud._target;
    if (target.cloud !== this.target.cloud || target.engine !== this.target.engine) {
      throw new Error(
        `Queue '${node.path}' is on ${this.target.title}, the function '${fn.node.path}' on ${target.title}. ` +
          `Place both in stacks of one cloud and engine.`,
      );
    }
    fn._core.checkLink('queue', node.id, node.path);
    fn._core.addLink({ kind: 'queue', id: node.id, path: node.path, value: this.backend._grantSend(fn._core.backend) });
  }

  private validate(): string[] {
    const report = this.report();
    if (!this.consumer) this.target.planUnconsumed(report);
    this.warnings.keep(report);
    this.warnings.emit();
    return [];
  }

  private report(): Report {
    return new Report(`Queue '${this.queue.node.path}' can't be built on ${this.target.title}`, this.target.features);
  }
}
