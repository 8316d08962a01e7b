import { Construct } from 'constructs';
import { Function } from './function';
import { StopCore } from './private/stop-core';
import { Topic } from './topic';

/**
 * Stops functions, and resumes them as they were: against a bill that grows, or a fault that does harm.
 *
 * A message to its `topic` stops all functions below its scope within minutes: what is delivered to them is paused first,
 * so that no message spends its attempts, and then they get no instances. Callers over HTTP get an error, messages wait in
 * their queues, and firings of schedules wait in the inbox, except on Azure, where timers of a stopped app do not fire. It
 * is safe to stop again what is stopped. Nothing but a resume undoes it, which gives back what each function had before:
 * its limits, the instances that it kept ready at that time, its deliveries. Where an edge of a window came in between,
 * the next edge sets what the clock says.
 *
 * `npx faasade stop` and `npx faasade resume` print the command that does it by hand. A notice is what an alarm or a budget
 * of the cloud publishes, or `{"action":"stop"}` and `{"action":"resume"}`: who may publish to the topic may do both. On
 * AWS and Google a notice that is older than the last one that was followed is left aside.
 *
 * What stops is a function of its own, with the right to do just that. It is neither stopped itself nor counted by
 * `TotalLimits`. Its alarms tell whom `Observability.notify` says of the nearest scope above.
 * *
 * - AWS: event source mappings are switched off, provisioned concurrency is taken away, and 0 is reserved. A parameter
 *   of Systems Manager keeps what was. Alarms and budgets name the topic. Nothing is reserved for the breaker, since a new
 *   account has nothing to reserve: where other functions take all of the account's concurrency, it has to wait, and its
 *   alarm `Late` goes off.
 * - Azure: queues stop delivering, and then the app is stopped. A tag of the app keeps what was. Alerts and budgets name
 *   `AzureStop.of(stop).actionGroup`, for which a workflow of Logic Apps publishes to the topic.
 * - Google: subscriptions stop pushing, and then the service is scaled to 0 by hand. An object in the bucket of packages
 *   keeps what was. Alert policies name `GoogleStop.of(stop).channel`, budgets the topic. A budget that is spent says so
 *   several times a day, so raise it before you resume.
 */
export class Stop extends Construct {
  /**
   * The stop of a scope, such as a stack or a function; made when it is first asked for. It guards the functions that are
   * there at synthesis.
   */
  public static of(scope: Construct): Stop {
    const found = scope.node.tryFindChild(ID);
    if (found === undefined) return new Stop(scope);
    if (found instanceof Stop) return found;
    throw new Error(`'${scope.node.path}' has another construct '${ID}'. Give that one another id.`);
  }

  /** Where notices go. */
  public readonly topic: Topic;

  /** The function that does it. */
  public readonly breaker: Function;

  /** @internal */
  public readonly _stop: StopCore;

  private constructor(scope: Construct) {
    super(scope, ID);
    try {
      this._stop = new StopCore(this, scope);
      this.topic = this._stop.topic;
      this.breaker = this._stop.breaker;
      this._stop.build();
    } catch (error) {
      scope.node.tryRemoveChild(ID);
      throw error;
    }
  }
}

const ID = 'Stop';
