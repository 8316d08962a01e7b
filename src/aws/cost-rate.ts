import { decimal, RatePrices } from '../pricing/rate';

/** Of a function, what its rate depends on. */
export interface Rated {
  readonly memoryMiB: number;
  readonly architecture: 'arm64' | 'x86_64';
  /** Instances that are always ready. */
  readonly warm: number;
}

/** Seconds over which an alarm sums up, and how many such periods have to be too dear one after the other. */
export const rated = { period: 300, periods: 3 };

/** An alarm reads ten metrics, and each function has two of them. */
export const RATED_TOGETHER = 5;

/**
 * What functions cost in one period, in CloudWatch's metric maths. `d<n>` is the sum of the n-th function's `Duration`,
 * `i<n>` that of its `Invocations`.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function costRate(functions: readonly Rated[], prices: RatePrices): string {
  const request = decimal(prices.of('requests'));
  const work = functions.map(({ memoryMiB, architecture }, index) => {
    const millisecond = decimal((memoryMiB / 1024 / 1000) * prices.of(architecture));
    return `FILL(d${index},0)*${millisecond}+FILL(i${index},0)*${request}`;
  });
  const waiting = functions.reduce((sum, { memoryMiB, architecture, warm }) => {
    if (warm === 0) return sum;
    const second = prices.of(architecture === 'arm64' ? 'warmArm64' : 'warmX86_64');
    return sum + warm * (memoryMiB / 1024) * rated.period * second;
  }, 0);
  return [...work, ...(waiting > 0 ? [decimal(waiting)] : [])].join('+');
}
