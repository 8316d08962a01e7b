import type { Secret } from '../secret';
import type { Tracing } from '../tracing';
import { TRACING_VARIABLE, TracingSettings } from './contract';
import type { FunctionModel } from './model';
import type { Report } from './report';
import type { Target } from './target';
import { holdsToken, tokenEngines } from './tokens';

/** Where a function's spans go. */
export interface TracingSpec {
  /** A base URL without a slash at the end; may be a token. */
  readonly endpoint: string;
  /** Absent: every trace. */
  readonly sampleRatio?: number;
  /** Its value is the collector's headers. */
  readonly headers?: Secret;
}

const prop = 'observability.tracing';

/** Checks what has one meaning on every cloud. */
export function resolveTracing(tracing: Tracing | undefined, engine: string, report: Report): TracingSpec | undefined {
  if (tracing === undefined) return undefined;
  // From JavaScript anything can come here, and what is not understood must not be left out.
  if (!tracing?._otlp) {
    report.problem(prop, `${JSON.stringify(tracing)} is no Tracing. Write Tracing.otlp({ endpoint: 'https://…' }).`);
    return undefined;
  }
  const { endpoint, sampleRatio, headers } = tracing._otlp;
  checkEndpoint(endpoint, engine, report);
  if (sampleRatio !== undefined && !(typeof sampleRatio === 'number' && sampleRatio >= 0 && sampleRatio <= 1)) {
    report.problem(
      `${prop}.sampleRatio`,
      `${typeof sampleRatio === 'number' ? sampleRatio : JSON.stringify(sampleRatio)} is not a number from 0 to 1.`,
    );
  }
  if (headers !== undefined && headers?._core?.kind !== 'secret') {
    report.problem(`${prop}.headers`, 'is no Secret. Headers open the collector: have a secret hold them.');
  }
  return {
    endpoint: String(endpoint).replace(/\/+$/, ''),
    ...(sampleRatio !== undefined && { sampleRatio }),
    ...(headers !== undefined && { headers }),
  };
}

function checkEndpoint(endpoint: unknown, engine: string, report: Report): void {
  const problem = (message: string) => report.problem(`${prop}.endpoint`, message);
  if (typeof endpoint === 'string' && holdsToken(endpoint)) {
    if ([...tokenEngines(endpoint)].some((of) => of !== engine)) {
      problem('holds a value of another engine. Pass it as a parameter or variable of this stack.');
    }
    return;
  }
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    problem(`${JSON.stringify(endpoint)} is not the URL of a collector, such as 'https://otlp.example.com'.`);
  } else if (url.username !== '' || url.password !== '') {
    // Not repeated: it may be a password.
    problem('holds a user or a password, which would stand readable in the template. Have headers name a Secret.');
  } else if (/\/v1\/traces\/?$/.test(url.pathname)) {
    problem(`'${endpoint}' ends with /v1/traces, which spans are posted to below it. Leave that out.`);
  } else if (/[?#]/.test(String(endpoint))) {
    problem(`'${endpoint}' has a query or fragment, and paths are put behind it. Leave it out.`);
  } else if (url.protocol === 'http:' && !isPrivate(url.hostname)) {
    problem(
      `'${endpoint}' is public, and without TLS anyone on the way could read and change spans. Write 'https://…'.`,
    );
  }
}

/** Names of this machine and of private networks, and addresses that no public network has. */
const privateHosts = [
  /^(localhost|[^.:[\]]+|.+\.(localhost|local|internal|lan|home\.arpa))$/,
  /^(127|10)(\.\d+){3}$/,
  /^(192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))(\.\d+){2}$/,
  /^\[(::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\]$/,
];

function isPrivate(host: string): boolean {
  return privateHosts.some((pattern) => pattern.test(host));
}

/** What of it clouds do otherwise, and what a secret must be of. */
export function planTracing(tracing: TracingSpec | undefined, { title, cloud, engine }: Target, report: Report): void {
  if (!tracing) return;
  report.use('observability.tracing', prop, `'${tracing.endpoint}'`);
  const of = tracing.headers?._core?.target;
  if (!of || (of.cloud === cloud && of.engine === engine)) return;
  report.problem(
    `${prop}.headers`,
    `the secret '${tracing.headers!.node.path}' is on ${of.title}. Name one on ${title}, in a stack of the same engine.`,
  );
}

/** Settings by which OpenTelemetry's SDKs are told what `Tracing` tells the adapter's. */
const decided =
  /^OTEL_(SERVICE_NAME|SDK_DISABLED|TRACES_\w+|EXPORTER_OTLP_(TRACES_)?(ENDPOINT|HEADERS|PROTOCOL|TIMEOUT))$/i;

/** Refuses a variable of the user's that the function's tracing would replace, or leave without effect. */
export function checkTracedVariable(name: string, of: string, tracing: TracingSpec | undefined, report: Report): void {
  if (!tracing || !decided.test(name)) return;
  report.problem(`${of}.${name}`, `${prop} decides it. Leave one of them out.`);
}

/** What the adapter is told; without tracing nothing. */
export function tracingVariables({ path, spec: { tracing } }: FunctionModel, region?: string): Record<string, string> {
  if (!tracing) return {};
  const { endpoint, sampleRatio, headers } = tracing;
  const settings: TracingSettings = {
    ...(headers && { h: headers.node.id }),
    ...(region !== undefined && { r: region }),
  };
  return {
    [TRACING_VARIABLE]: JSON.stringify(settings),
    OTEL_SERVICE_NAME: path,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_TRACES_SAMPLER: sampleRatio === undefined ? 'parentbased_always_on' : 'parentbased_traceidratio',
    ...(sampleRatio !== undefined && { OTEL_TRACES_SAMPLER_ARG: String(sampleRatio) }),
  };
}
