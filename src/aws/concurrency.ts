import { limits } from './limits';
import { checkPings, mostWarm } from '../private/capacity';
import { deliveries, FunctionModel, triggersOf, warmTotal } from '../private/model';
import type { Report } from '../private/report';

/** How many instances a function, and each of its delivery queues, may use. */
export interface Concurrency {
  /** Reserved for the function; absent where the user set no limit. */
  readonly reserved?: number;
  /** Of each event source mapping, by delivery. */
  readonly mappings: ReadonlyMap<string, number>;
  /** Ready outside of windows. */
  readonly provisioned: number;
}

/**
 * A limit is shared out evenly to HTTP and to each delivery queue: what the mappings may use together must fit into
 * the reservation, or throttled messages burn their attempts.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export function concurrency(model: FunctionModel): Concurrency {
  const { maxInstances } = model.spec;
  const queues = deliveries(model);
  const shares = queues.length + (maxInstances !== undefined && hasHttp(model) ? 1 : 0);
  const share = Math.floor((maxInstances ?? limits.defaultMaxInstances) / Math.max(shares, 1));
  const { least, most } = limits.mappingConcurrency;
  return {
    ...(maxInstances !== undefined && { reserved: maxInstances }),
    mappings: new Map(queues.map(({ key }) => [key, Math.min(Math.max(share, least), most)])),
    provisioned: warmTotal(model),
  };
}

export function planConcurrency(model: FunctionModel, report: Report): void {
  const { maxInstances, capacity } = model.spec;
  const most = mostWarm(capacity);
  const warm = warmTotal(model, most.warm);
  if (maxInstances === undefined) return;
  const queues = deliveries(model).length;
  const least = queues * limits.mappingConcurrency.least + (hasHttp(model) && queues > 0 ? 1 : 0);
  if (maxInstances < least) {
    report.problem(
      'limits.maxInstances',
      `${maxInstances} is too low on AWS for ${queues} delivery queue${queues > 1 ? 's' : ''}: each uses at least ` +
        `${limits.mappingConcurrency.least} instances${hasHttp(model) ? ', HTTP 1' : ''}. Set it to ${least} or more.`,
    );
  }
  checkPings(capacity, maxInstances, `limits.maxInstances of ${maxInstances}`, report);
  if (warm > maxInstances) {
    report.problem(
      most.prop,
      `${warm} warm instances are above limits.maxInstances of ${maxInstances}. Raise limits.maxInstances.`,
    );
  }
}

function hasHttp(model: FunctionModel): boolean {
  return triggersOf(model, 'http').length > 0;
}
