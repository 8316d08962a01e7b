import type { ChannelSpec } from '../alarm-channel';
import type { DeadLetters } from '../dead-letters';
import type { Function, FunctionProps } from '../function';
import { planAlarms } from './alarms';
import { planCapacity } from './capacity';
import { deployedCode, planCode } from './code';
import { secretLooking } from './environment';
import { checkMethods } from './methods';
import type { FunctionModel, Link } from './model';
import { Report } from './report';
import { resolveEnvironment, resolveFunction } from './resolve';
import { triggerRoutes, TriggerSpec } from './spec';
import type { FunctionBackend, Target } from './target';
import { planTracing } from './tracing';
import { checkTrigger, claimTrigger } from './trigger-checks';
import { Warnings } from './warnings';
import { channelsFor, hasAlarms, watch } from './watched';

/**
 * A function's life: resolve, plan, throw all problems, and only then build; the same again for each trigger added
 * later; and once more, at synthesis, for what depends on everything together.
 */
export class FunctionCore {
  public readonly model: FunctionModel;
  public readonly backend: FunctionBackend;
  public readonly warnings: Warnings;
  private readonly target: Target;
  private readonly triggers: TriggerSpec[] = [];
  private readonly links: Link[] = [];

  constructor(
    private readonly fn: Function,
    props: FunctionProps,
  ) {
    this.target = fn.cloud._target;
    this.warnings = new Warnings(fn, this.target);
    const report = this.report();
    const spec = resolveFunction(props, this.target.engine, report);
    this.model = { path: fn.node.path, spec, triggers: this.triggers, links: this.links };

    const plan = this.target.planFunction(this.model, report);
    const plans = this.plan(
      (props.triggers ?? []).map((trigger) => trigger._spec),
      report,
    );
    planCapacity(spec.capacity, report);
    planTracing(spec.tracing, this.target, report);
    planCode(props, spec, report);
    const code = report.attempt('code', () => deployedCode(spec, this.target));
    this.model.code = code;
    checkMethods(this.model, this.triggers, report);
    report.throwProblems();

    this.backend = this.target.buildFunction(fn, this.model, plan, code!);
    this.build(this.triggers, plans);
    this.warnings.keep(report);
    this.warnAboutSecrets();
    watch(fn);
    fn.node.addValidation({ validate: () => this.validate() });
    this.target.attachManifest(fn);
  }

  /** What it is granted by its own description, once it can be named. */
  public grantOwn(): void {
    this.model.spec.tracing?.headers?.grantRead(this.fn);
  }

  public addTriggers(triggers: readonly TriggerSpec[]): void {
    const report = this.report();
    const before = this.triggers.length;
    const plans = this.plan(triggers, report);
    checkMethods(this.model, triggers, report);
    if (report.problems.length > 0) this.triggers.length = before;
    report.throwProblems();
    this.build(triggers, plans);
    this.warnings.keep(report);
  }

  public addEnvironment(name: string, value: string): void {
    const report = this.report();
    const { environment } = this.model.spec;
    if (name in environment) report.problem(`environment.${name}`, 'is there already. Choose another name.');
    resolveEnvironment({ [name]: value }, this.target.engine, this.model.spec.tracing, report);
    const spec = { ...this.model.spec, environment: { ...environment, [name]: value } };
    this.target.planFunction({ ...this.model, spec }, report);
    report.throwProblems();
    this.model.spec = spec;
    this.backend._environmentAdded(name, value);
    this.warnAboutSecrets();
  }

  /** Lets another function call this one's URL. */
  public grantInvoke(caller: Function): void {
    const report = this.report();
    const target = caller.cloud._target;
    if (this.triggers.some((trigger) => trigger.kind === 'http' && trigger.auth === 'PUBLIC')) {
      report.problem('grantInvoke', 'anyone may call its HTTP trigger. Have the other function call its url.');
    } else if (!this.triggers.some(({ kind }) => kind === 'http')) {
      report.problem(
        'grantInvoke',
        'it has no HTTP trigger for functions. Add Trigger.http({ auth: HttpAuth.IAM }) first.',
      );
    }
    if (target.cloud !== this.target.cloud || target.engine !== this.target.engine) {
      report.problem(
        'grantInvoke',
        `the function '${caller.node.path}' is on ${target.title}. Place both in stacks of one cloud and engine.`,
      );
    }
    report.throwProblems();
    const { id, path } = this.fn.node;
    caller._core.checkLink('function', id, path);
    caller._core.addLink({ kind: 'function', id, path, value: this.backend._grantInvoke(caller._core.backend) });
  }

  public deadLetters(): DeadLetters {
    if (this.triggers.some(({ kind }) => triggerRoutes[kind] === 'inbox')) return this.backend._deadLetters();
    throw new Error(
      `${this.subject()} has no dead letters of its own, because no event reaches it but a Queue's: those have theirs, ` +
        `queue.deadLetters.`,
    );
  }

  /** Refuses a link before anything is built for it. */
  public checkLink(kind: Link['kind'], id: string, path: string): void {
    const report = this.report();
    const other = this.links.find((link) => link.kind === kind && link.id === id && link.path !== path);
    if (other) {
      report.problem(
        `grants on '${path}'`,
        `the handler already knows '${other.path}' as ${kind} '${id}'. Give one of them another construct id.`,
      );
    }
    report.throwProblems();
  }

  public addLink(link: Link): void {
    if (this.links.some((other) => other.kind === link.kind && other.id === link.id)) return;
    this.links.push(link);
    this.backend._linked();
  }

  public url(): string {
    if (!this.triggers.some((trigger) => trigger.kind === 'http')) {
      throw new Error(`${this.subject()} has no URL, because it has no HTTP trigger. Add Trigger.http({ auth: … }).`);
    }
    return this.backend._url();
  }

  /** Whom its alarms tell, undefined where it has none; asked at synthesis. */
  public told(): readonly ChannelSpec[] | undefined {
    return hasAlarms(this.fn) ? channelsFor(this.fn) : undefined;
  }

  private plan(triggers: readonly TriggerSpec[], report: Report): unknown[] {
    return triggers.map((trigger) => {
      checkTrigger(this.fn, this.model, trigger, report);
      this.triggers.push(trigger);
      return this.target.planTrigger(this.model, trigger, report);
    });
  }

  private build(triggers: readonly TriggerSpec[], plans: readonly unknown[]): void {
    triggers.forEach((trigger, index) => {
      claimTrigger(this.fn, trigger);
      this.backend._addTrigger(trigger, plans[index]);
    });
  }

  private validate(): string[] {
    const report = this.report();
    this.target.planWhole(this.model, report);
    this.warnings.keep(report);
    this.watchAlarms(report);
    this.warnings.emit();
    return report.problems.length > 0 ? [report.message()] : [];
  }

  /** Of what nobody asked for, nobody is warned. */
  private watchAlarms(report: Report): void {
    if (!hasAlarms(this.fn)) return;
    const found = this.report();
    planAlarms(this.model, found);
    report.problems.push(...found.problems);
    if (this.model.spec.alarms.said) this.warnings.keep(found);
    else this.warnings.note(found);
  }

  private warnAboutSecrets(): void {
    for (const name of secretLooking(this.model.spec.environment)) {
      this.warnings.add(
        `environment.secret.${name}`,
        `environment.${name} looks like a secret, and environment variables stand readable in the template and in the ` +
          `cloud's console. Keep it in a secret store and read it at start.`,
      );
    }
  }

  private report(): Report {
    return new Report(`${this.subject()} can't be built on ${this.target.title}`, this.target.features);
  }

  private subject(): string {
    return `Function '${this.fn.node.path}'`;
  }
}
