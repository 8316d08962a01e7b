import { estimate } from './estimate';
import { usual } from './workload';
import type { CostEstimate, Workload } from '../estimate';
import type { Function } from '../function';
import { amount } from '../private/checks';
import { functionEntry } from '../private/manifest-entries';
import { Report } from '../private/report';

/** What a function costs, as it is described so far. */
export function estimateFunction(fn: Function, workload: Workload): CostEstimate {
  const { title, features } = fn.cloud._target;
  const report = new Report(`The cost of '${fn.node.path}' can't be estimated on ${title}`, features);
  const millis = (prop: string, value: Workload['duration'] | undefined) =>
    amount(prop, value, 'toMilliseconds', 'Duration.millis(200)', report);
  const mebibytes = (prop: string, value: Workload['logSize']) =>
    amount(prop, value, 'toMebibytes', 'Size.mebibytes(1)', report);
  const { requests, coldStarts = usual.coldStarts, freeTier = false, region } = workload;
  if (!(requests >= 0)) report.problem('requests', `${requests} is not a number of at least 0.`);
  if (!(coldStarts >= 0 && coldStarts <= 1)) report.problem('coldStarts', `${coldStarts} is not a number from 0 to 1.`);
  const duration = millis('duration', workload.duration);
  const coldStart = millis('coldStart', workload.coldStart);
  const message = mebibytes('messageSize', workload.messageSize);
  const log = mebibytes('logSize', workload.logSize);
  if (workload.duration === undefined) {
    report.problem('duration', 'is missing. Write one such as Duration.millis(200).');
  }
  report.throwProblems();
  const spec = {
    requests,
    seconds: duration! / 1000,
    coldStarts,
    coldStartSeconds: coldStart === undefined ? usual.coldStartSeconds : coldStart / 1000,
    messageKib: message === undefined ? usual.messageKib : message * 1024,
    logKib: log === undefined ? usual.logKib : log * 1024,
  };
  const regions = region === undefined ? {} : { [fn.cloud.name]: region };
  const described = { functions: [functionEntry(fn)], resources: [], stops: [], watches: [] };
  const [{ usd, lines, performance }] = estimate(described, { workload: () => spec, freeTier, regions }).functions as [
    ReturnType<typeof estimate>['functions'][number],
  ];
  const { concurrency, warmShare, coldShare, seconds } = performance;
  return {
    usd,
    lines: lines.map((line) => ({ id: line.id, usd: line.usd })),
    concurrency,
    warmShare,
    coldShare,
    meanMilliseconds: seconds * 1000,
  };
}
