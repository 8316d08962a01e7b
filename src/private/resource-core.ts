import { Cloud } from '../cloud';
import type { DeadLetters } from '../dead-letters';
import type { Function } from '../function';
import type { Resource } from '../resource';
import { Report } from './report';
import { resolveResource } from './resolve-resource';
import type { ResourceKind, ResourceSpecs, Verbs } from './resource-spec';
import type { ResourceBackend, ResourceTarget, Target } from './target';
import { Warnings } from './warnings';

/** How messages name each kind. */
const titles: Readonly<Record<ResourceKind, string>> = {
  queue: 'Queue',
  topic: 'Topic',
  bucket: 'Bucket',
  table: 'Table',
  secret: 'Secret',
};

/** A resource's life: resolve, plan, throw all problems, and only then build. */
export class ResourceCore<K extends ResourceKind = ResourceKind> {
  /** Leaves nothing behind where it throws. */
  public static create<K extends ResourceKind>(resource: Resource, kind: K, props: object): ResourceCore<K> {
    try {
      return new ResourceCore(resource, kind, props);
    } catch (error) {
      resource.node.scope!.node.tryRemoveChild(resource.node.id);
      throw error;
    }
  }

  public readonly cloud: Cloud;
  public readonly target: Target;
  public readonly spec: ResourceSpecs[K];
  public readonly backend: ResourceBackend;
  public readonly warnings: Warnings;
  /** Of a queue: set by the trigger that consumes it; may be in another stack. */
  public consumer?: Function;
  private readonly grants = new Map<Function, Verbs[K][]>();

  private constructor(
    private readonly resource: Resource,
    public readonly kind: K,
    props: object,
  ) {
    this.cloud = Cloud.of(resource);
    this.target = this.cloud._target;
    this.warnings = new Warnings(resource, this.target);
    const report = this.report();
    this.spec = resolveResource(kind, props, this.target.cloud, report);
    const target = this.target.resources[kind] as ResourceTarget<K>;
    if (this.spec.existing === undefined) target.plan(this.spec, report);
    else target.planExisting?.(this.spec, report);
    report.throwProblems();
    this.backend = target.build(resource, this.spec);
    this.warnings.keep(report);
    resource.node.addValidation({ validate: () => this.validate() });
    this.target.attachManifest(resource);
  }

  public grant(access: Verbs[K], fn: Function): void {
    const { node } = this.resource;
    const target = fn.cloud._target;
    if (target.cloud !== this.target.cloud || target.engine !== this.target.engine) {
      throw new Error(
        `${this.subject()} is on ${this.target.title}, the function '${fn.node.path}' on ${target.title}. ` +
          `Place both in stacks of one cloud and engine.`,
      );
    }
    fn._core.checkLink(this.kind, node.id, node.path);
    const value = this.backend._grant(access, fn._core.backend);
    fn._core.addLink({ kind: this.kind, id: node.id, path: node.path, value });
    this.grants.set(fn, [...(this.grants.get(fn) ?? []), access]);
  }

  public deadLetters(): DeadLetters {
    if (this.spec.existing === undefined) return this.backend._deadLetters!();
    throw new Error(
      `${this.subject()} exists already, and its dead letters are its own; on Google, those of the function that consumes it.`,
    );
  }

  private validate(): string[] {
    const report = this.report();
    const target = this.target.resources[this.kind] as ResourceTarget<K>;
    if (!this.consumer && this.spec.existing === undefined) target.planUnconsumed?.(report);
    this.grants.forEach((grants) => target.planGrants?.(grants, report));
    this.warnings.keep(report);
    this.warnings.emit();
    return [];
  }

  private report(): Report {
    return new Report(`${this.subject()} can't be built on ${this.target.title}`, this.target.features);
  }

  private subject(): string {
    return `${titles[this.kind]} '${this.resource.node.path}'`;
  }
}
