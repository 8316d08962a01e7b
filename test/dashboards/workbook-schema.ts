import { flag, object, text } from './json-schema';

/**
 * What a workbook of Azure Monitor holds, as far as ours use it: queries of logs and charts of metrics. Microsoft's own
 * schema is in no registry, and lets anything else pass; which properties and values there are comes from it and from
 * the workbooks that Microsoft publishes beside it.
 * @see https://github.com/microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json
 * @see https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-visualizations
 */
const list = (items: object) => ({ type: 'array', items, minItems: 1 });

/** An id of ARM, or what Terraform puts one in place of. */
const resourceId = { type: 'string', pattern: '^(/subscriptions/.+/providers/.+|\\$\\{.+\\.id\\})$' };
const resourceType = { type: 'string', pattern: '^microsoft\\.[a-z]+(/[a-z]+)+$' };
/** Milliseconds. */
const timeContext = object({ durationMs: { type: 'integer', minimum: 300_000 } }, ['durationMs']);
/** Medium, small, large, full, tiny. */
const size = { type: 'integer', minimum: 0, maximum: 4 };

const query = object(
  {
    version: { const: 'KqlItem/1.0' },
    query: text,
    size,
    title: text,
    noDataMessage: text,
    timeContext,
    // Logs.
    queryType: { const: 0 },
    resourceType,
    crossComponentResources: list(resourceId),
    visualization: {
      enum: ['table', 'linechart', 'timechart', 'areachart', 'barchart', 'unstackedbar', 'categoricalbar', 'piechart'],
    },
    showAnalytics: flag,
  },
  ['version', 'query', 'size', 'queryType', 'resourceType', 'crossComponentResources', 'visualization'],
);

const filter = object(
  {
    id: text,
    key: text,
    // Is, is not.
    operator: { enum: [0, 1] },
    values: list(text),
  },
  ['key', 'operator', 'values'],
);

const metric = object(
  {
    namespace: resourceType,
    // Namespace, category if it has one, and name.
    metric: { type: 'string', pattern: '^microsoft\\.[a-z]+(/[a-z]+)+-[\\w ]*-\\w+$' },
    // Sum, least, largest, average, number.
    aggregation: { enum: [1, 2, 3, 4, 7] },
    splitBy: text,
    splitBySortOrder: { enum: [-1, 1] },
    splitByLimit: { type: 'integer', minimum: 1 },
    columnName: text,
    filters: list(filter),
  },
  ['namespace', 'metric', 'aggregation'],
);

const chart = object(
  {
    chartId: text,
    version: { const: 'MetricsItem/2.0' },
    size,
    title: text,
    // Bars, areas, lines, scatter.
    chartType: { enum: [0, 1, 2, 3] },
    timeContext,
    resourceType,
    metricScope: { const: 0 },
    resourceIds: list(resourceId),
    metrics: list(metric),
    filters: list(filter),
    showOpenInMe: flag,
    showCreateAlertRule: flag,
  },
  ['version', 'size', 'chartType', 'timeContext', 'resourceType', 'metricScope', 'resourceIds', 'metrics'],
);

const item = (type: number, content: object) =>
  object(
    {
      type: { const: type },
      content,
      name: text,
      // Percent.
      customWidth: { type: 'string', pattern: '^\\d{1,3}(\\.\\d+)?$' },
      showPin: flag,
    },
    ['type', 'content', 'name'],
  );

export const workbookSchema = object(
  {
    version: { const: 'Notebook/1.0' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        if: { properties: { type: { const: 3 } } },
        then: item(3, query),
        else: item(10, chart),
      },
      minItems: 1,
    },
    isLocked: flag,
    fallbackResourceIds: list(resourceId),
    $schema: text,
  },
  ['version', 'items'],
);
