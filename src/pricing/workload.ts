/** What a function has to do in a month, all numbers in one unit each. */
export interface WorkloadSpec {
  /** Invocations a month, those of schedules aside: they fire by their own clock. Each message is one, not each batch. */
  readonly requests: number;
  /** Of the handler. */
  readonly seconds: number;
  /** The part of invocations without a ready instance that wait for one to start, 0 to 1. */
  readonly coldStarts: number;
  readonly coldStartSeconds: number;
  /** Of a message or event. */
  readonly messageKib: number;
  /** Of all lines of one invocation. */
  readonly logKib: number;
}

export const usual: Omit<WorkloadSpec, 'requests' | 'seconds'> = {
  coldStarts: 0.01,
  coldStartSeconds: 0.5,
  messageKib: 1,
  logKib: 1,
};
