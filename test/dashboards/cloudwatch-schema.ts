import { flag, object, text } from './json-schema';

/**
 * What CloudWatch takes as the body of a dashboard, as far as ours use it: of the kinds of widgets, graphs of metrics
 * and queries of logs. No registry has the vendor's own schema; this says what its page says, and what PutDashboard answers.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */

const account = { type: 'string', pattern: '^\\d{12}$' };
const color = { type: 'string', pattern: '^#([\\da-f]{3}|[\\da-f]{6}|[\\da-f]{8})$' };
const time = {
  type: 'string',
  pattern: '^(-P(T\\d+[HM]|\\d+[DWM])|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d))$',
};
const region = { type: 'string', pattern: '^[a-z]{2,3}(-[a-z]+)+-\\d$' };
const stat = {
  type: 'string',
  pattern:
    '^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)\\d{1,2}(\\.\\d+)?|p100|(TM|WM|PR|TC|TS)\\(.+\\))$',
};
/** Seconds: those of metrics in high resolution, and all minutes. */
const period = { type: 'integer', anyOf: [{ enum: [1, 5, 10, 20, 30] }, { minimum: 60, multipleOf: 60 }] };

const rendering = {
  accountId: account,
  color,
  id: { type: 'string', pattern: '^[a-z]\\w{0,254}$' },
  label: text,
  period,
  region,
  stat,
  visible: flag,
  yAxis: { enum: ['left', 'right'] },
};

/** Namespace, name, and for each dimension its name and value, all of them text; at last how it is shown. */
const measured = (dimensions: number) => ({
  type: 'array',
  items: [...Array<object>(2 + 2 * dimensions).fill(text), object(rendering)],
  minItems: 2 + 2 * dimensions,
  maxItems: 3 + 2 * dimensions,
});
const reckoned = {
  type: 'array',
  items: [object({ ...rendering, expression: { ...text, maxLength: 2048 } }, ['expression'])],
  minItems: 1,
  maxItems: 1,
};
const mostDimensions = 30;
/** Told apart by their length, so that a fault is told once. */
const metricOf = (dimensions: number): object =>
  dimensions === mostDimensions
    ? measured(dimensions)
    : { if: { maxItems: 3 + 2 * dimensions }, then: measured(dimensions), else: metricOf(dimensions + 1) };
const metric = { type: 'array', if: { maxItems: 1 }, then: reckoned, else: metricOf(0) };

const axis = object({ label: text, max: { type: 'number' }, min: { type: 'number' }, showUnits: flag });
const line = { color, label: text, visible: flag };
const shade = { enum: ['above', 'below', 'between', 'none', 'before', 'after'] };
const annotations = object({
  horizontal: {
    type: 'array',
    items: object({ ...line, value: { type: 'number' }, fill: shade, yAxis: { enum: ['left', 'right'] } }, ['value']),
  },
  vertical: { type: 'array', items: object({ ...line, value: text, fill: shade }, ['value']) },
});

const graph = object(
  {
    accountId: account,
    annotations,
    end: time,
    labels: object({ visible: flag }),
    legend: object({ position: { enum: ['bottom', 'hidden', 'right'] } }, ['position']),
    liveData: flag,
    metrics: { type: 'array', items: metric, minItems: 1, maxItems: 500 },
    period,
    region,
    setPeriodToTimeRange: flag,
    singleValueFullPrecision: flag,
    sparkline: flag,
    stacked: flag,
    start: time,
    stat,
    timezone: { type: 'string', pattern: '^[+-]\\d{4}$' },
    title: text,
    trend: flag,
    view: { enum: ['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'] },
    yAxis: object({ left: axis, right: axis }),
  },
  // A graph of an alarm has none; all others are refused without.
  ['metrics', 'region'],
);

const logs = object(
  {
    accountId: account,
    query: text,
    region,
    stacked: flag,
    title: text,
    view: { enum: ['timeSeries', 'table', 'bar', 'pie'] },
  },
  ['query', 'region'],
);

const columns = 24;
const widgetOf = (type: string, properties: object) => ({
  ...object(
    {
      type: { const: type },
      x: { type: 'integer', minimum: 0, maximum: columns - 1 },
      y: { type: 'integer', minimum: 0 },
      width: { type: 'integer', minimum: 1, maximum: columns },
      height: { type: 'integer', minimum: 1, maximum: 1000 },
      properties,
    },
    ['type', 'properties'],
  ),
  dependencies: { x: ['y'], y: ['x'] },
});
/** Told apart by their kind, so that a fault is told once. */
const widget = {
  if: { type: 'object', properties: { type: { const: 'log' } }, required: ['type'] },
  then: widgetOf('log', logs),
  else: widgetOf('metric', graph),
};

export const cloudwatchSchema = {
  ...object(
    {
      start: time,
      end: time,
      periodOverride: { enum: ['auto', 'inherit'] },
      widgets: { type: 'array', items: widget, maxItems: 500 },
    },
    ['widgets'],
  ),
  dependencies: { end: ['start'] },
};
