import { IDuration } from './duration';
import { ISize } from './size';

/** What a function has to do in a month. */
export interface Workload {
  /**
   * Requests a month, 0 or more: HTTP requests where there is an HTTP trigger, else messages of the queue, or events of the
   * topic, bucket or table. A message counts as an invocation of its own, not a batch. Those of schedules are counted by
   * their own clock, beside these.
   */
  readonly requests: number;

  /** How long the handler works on one, on average: of a queue on one message. */
  readonly duration: IDuration;

  /**
   * The part of invocations without a ready instance that wait for one to start, 0 to 1.
   * @default 0.01
   */
  readonly coldStarts?: number;

  /**
   * How long an instance takes to start.
   * @default Duration.millis(500)
   */
  readonly coldStart?: IDuration;

  /**
   * Size of a message or event.
   * @default - 1 KiB
   */
  readonly messageSize?: ISize;

  /**
   * Size of what one invocation logs.
   * @default - 1 KiB
   */
  readonly logSize?: ISize;

  /**
   * Whether to take off what an account gets for nothing, as if it had nothing else.
   * @default false
   */
  readonly freeTier?: boolean;

  /**
   * Where to price it.
   * @default - where it is placed; where that is known on deployment only, us-east-1, eastus2 or us-central1
   */
  readonly region?: string;
}

/** One thing that is paid for. */
export interface CostLine {
  /** `requests`, `compute`, `cold-starts`, `warm` (to wait), `delivery`, `polling`, `logs`, … */
  readonly id: string;
  /** A month. */
  readonly usd: number;
}

/** What a function costs in a month, at list prices, and how its requests fare. */
export interface CostEstimate {
  /** The sum of all lines. */
  readonly usd: number;
  /** What it is made of; what costs nothing is left out. */
  readonly lines: CostLine[];
  /** Invocations that are at work at the same time, on average. */
  readonly concurrency: number;
  /** The part of invocations that find a ready instance, 0 to 1. */
  readonly warmShare: number;
  /** The part of invocations that wait for an instance to start, 0 to 1. */
  readonly coldShare: number;
  /** How long an invocation takes on average, in milliseconds, with those that wait. */
  readonly meanMilliseconds: number;
}
