import { limits } from './limits';
import { checkPings, mostWarm } from '../private/capacity';
import { deliveries, FunctionModel, triggersOf, warmTargets } from '../private/model';
import type { Report } from '../private/report';
import type { googleParts } from '../private/scaling-parts';

/** Instances of one of the two functions. */
export interface Share {
  readonly warm: number;
  readonly max: number;
}

/** Instances of the function that HTTP reaches, and of the one that events reach; absent where there is none. */
export type Scaling = { readonly [Part in keyof typeof googleParts]?: Share };

/**
 * The limit is halved where a `Function` becomes two: Cloud Run knows a limit for each service only.
 * @param base what `capacity` asks for at the time: in a window more than outside
 */
export function scaling(model: FunctionModel, base = model.spec.capacity.warm): Scaling {
  const total = model.spec.maxInstances ?? limits.defaultMaxInstances;
  const hasHttp = triggersOf(model, 'http').length > 0;
  const hasEvents = deliveries(model).length > 0;
  const warm = warmTargets(model, base);
  return {
    ...(hasHttp && { http: { warm: warm.http, max: hasEvents ? Math.ceil(total / 2) : total } }),
    ...(hasEvents && {
      events: {
        warm: [...warm.deliveries.values()].reduce((sum, instances) => sum + instances, 0),
        max: hasHttp ? Math.floor(total / 2) : total,
      },
    }),
  };
}

export function planScaling(model: FunctionModel, report: Report): void {
  const { warm: most, prop } = mostWarm(model.spec.capacity);
  const { http, events } = scaling(model, most);
  const total = model.spec.maxInstances ?? limits.defaultMaxInstances;
  if (!http && !events && most > 0) {
    report.problem('capacity', `${most} warm instances have no trigger to serve. Add one, or leave capacity out.`);
  }
  if (!http && !events && model.spec.capacity.ping) {
    report.problem(
      'capacity',
      'nothing runs that could be pinged, because there is no trigger. Add one, or leave it out.',
    );
  }
  if (http && events && total < 2) {
    report.problem(
      'limits.maxInstances',
      `${total} is too low on Google for HTTP and events, which reach two functions: each has at least 1 instance. ` +
        'Set it to 2 or more.',
    );
    return;
  }
  for (const [what, share] of [
    ['HTTP', http],
    ['events', events],
  ] as const) {
    if (!share) continue;
    const part = http && events ? `the share of ${share.max} that ${what} has of ` : '';
    checkPings(model.spec.capacity, share.max, `${part}limits.maxInstances of ${total}`, report);
    if (share.warm <= share.max) continue;
    report.problem(
      prop,
      `${share.warm} warm instances for ${what} are above ${part}limits.maxInstances of ${total}. Raise limits.maxInstances.`,
    );
  }
}
