import { Construct } from 'constructs';
import { Architecture } from './architecture';
import { Budget } from './budget';
import { Capacity } from './capacity';
import { Cloud } from './cloud';
import { Code } from './code';
import type { DeadLetters } from './dead-letters';
import { IDuration } from './duration';
import { CostEstimate, Workload } from './estimate';
import { AwsFunctionOptions, AzureFunctionOptions, GoogleFunctionOptions } from './function-options';
import { Limits } from './limits';
import { Observability } from './observability';
import type * as pricing from './pricing/of-function';
import { setBudget } from './private/budget-core';
import { FunctionCore } from './private/function-core';
import { Runtime } from './runtime';
import { ISize } from './size';
import { Trigger } from './trigger';

/** What a function is. */
export interface FunctionProps {
  /** Where its code comes from. */
  readonly code: Code;

  /**
   * The language runtime.
   * @default Runtime.NODE_22
   */
  readonly runtime?: Runtime;

  /**
   * Memory of an instance, in whole mebibytes.
   *
   * AWS takes 128 to 10,240 MiB, Google 128 to 32,768 MiB. Azure has 512, 2,048 and 4,096 MiB and rounds up.
   * @default Size.mebibytes(512)
   */
  readonly memory?: ISize;

  /**
   * How long one invocation may take, in whole seconds.
   *
   * AWS allows 15 minutes. Azure allows any time, but answers HTTP within 230 seconds. Google allows 60 minutes for
   * HTTP and 9 minutes for events.
   * @default Duration.seconds(30)
   */
  readonly timeout?: IDuration;

  /**
   * Environment variables. They stand readable in the template: keep secrets elsewhere.
   *
   * All variables together, those of the adapter included, take at most 4 KB on AWS and 32 KB on Google.
   * @default - none
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * What invokes it; `addTrigger` adds more.
   * @default - nothing
   */
  readonly triggers?: Trigger[];

  /**
   * How many instances are kept ready.
   * @default Capacity.onDemand()
   */
  readonly capacity?: Capacity;

  /**
   * What it may not exceed.
   * @default - see `Limits`
   */
  readonly limits?: Limits;

  /**
   * Attempts at an event before it goes to the dead-letter queue, 5 to 100. A `Queue` has its own.
   * @default 5
   */
  readonly maxAttempts?: number;

  /**
   * What it may cost in a month.
   * @default - no budget
   */
  readonly budget?: Budget;

  /**
   * How it is observed.
   * @default Observability.standard()
   */
  readonly observability?: Observability;

  /**
   * The processor that it runs on.
   * @default - `Architecture.ARM_64` on AWS, `Architecture.X86_64` on Azure and Google, which have no other
   */
  readonly architecture?: Architecture;

  /**
   * What only AWS has. No other cloud looks at it.
   * @default - none
   */
  readonly aws?: AwsFunctionOptions;

  /**
   * What only Azure has. No other cloud looks at it.
   * @default - none
   */
  readonly azure?: AzureFunctionOptions;

  /**
   * What only Google has. No other cloud looks at it.
   * @default - none
   */
  readonly google?: GoogleFunctionOptions;

  /**
   * What it is for, shown in the cloud's console where there is a place for it.
   * @default - none
   */
  readonly description?: string;

  /**
   * Its name in the cloud. Google appends `-events` for the function that events reach.
   * @default - made by the cloud's naming; on AWS on deployment
   */
  readonly name?: string;
}

/**
 * A function: code, what invokes it, and what it may use.
 *
 * Placed in an aws-cdk-lib `Stack` it becomes an AWS Lambda function, in an `AzureStack` an Azure Functions app of the
 * Flex Consumption plan, in a `GoogleStack` Google Cloud Functions of the second generation. On Google nothing runs until
 * there is a trigger: without one there is an identity, and no code.
 *
 * A description that the cloud can't keep throws one error that lists all its problems, before any resource exists.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
 * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan
 * @see https://cloud.google.com/functions/docs/concepts/overview
 */
export class Function extends Construct {
  /** The cloud that it is placed in. */
  public readonly cloud: Cloud;

  /** @internal */
  public readonly _core: FunctionCore;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    try {
      this.cloud = Cloud.of(this);
      this._core = new FunctionCore(this, props);
      this._core.grantOwn();
      if (props.budget) setBudget(this, props.budget);
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * The HTTPS address of its HTTP triggers, known on deployment. An error if it has none.
   */
  public get url(): string {
    return this._core.url();
  }

  /**
   * Where events go that it could not handle in `maxAttempts`. An error if no event but a `Queue`'s reaches it.
   */
  public get deadLetters(): DeadLetters {
    return this._core.deadLetters();
  }

  /**
   * Adds an environment variable.
   * @param name letters, digits and `_`, no digit first
   * @param value it stands readable in the template: keep secrets in a `Secret`
   */
  public addEnvironment(name: string, value: string): void {
    this._core.addEnvironment(name, value);
  }

  /**
   * Lets another function call this one's URL under its identity. That one's handler finds it under this construct's
   * id: `context.function('Other').fetch(…)`. It never lets it forge an event.
   */
  public grantInvoke(fn: Function): void {
    this._core.grantInvoke(fn);
  }

  /**
   * What it costs in a month, as it is described so far: compute, requests, instances that are kept ready, and what its
   * triggers and logs add; not what tables and buckets store and serve, nor data that leaves
   * the cloud, nor what functions of a stack share (on Azure a Service Bus namespace). At list prices
   * of the date that `npx faasade estimate --json` says; a price that is not known of a region is that of us-east-1,
   * eastus2 or us-central1.
   *
   * An error for a region without prices.
   * @see https://aws.amazon.com/lambda/pricing/
   * @see https://azure.microsoft.com/pricing/details/functions/
   * @see https://cloud.google.com/run/pricing
   */
  public estimate(workload: Workload): CostEstimate {
    const { estimateFunction } = require('./pricing/of-function') as typeof pricing; // eslint-disable-line @typescript-eslint/no-require-imports
    return estimateFunction(this, workload);
  }

  /**
   * Adds what invokes it. The order of calls makes no difference to what is built.
   */
  public addTrigger(trigger: Trigger): void {
    this._core.addTriggers([trigger._spec]);
  }
}
