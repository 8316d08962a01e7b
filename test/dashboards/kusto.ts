// Microsoft's own parser of Kusto's language; it puts itself into the global object.
import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';

const { Bridge, Kusto } = globalThis as any;

/**
 * The tables that our queries read.
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/apprequests
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/azuremetrics
 */
const tables = {
  AppRequests: {
    string:
      'AppRoleInstance AppRoleName AppVersion Id Name OperationId OperationName ResultCode Source Url _ResourceId',
    bool: 'Success',
    real: 'DurationMs',
    int: 'ItemCount',
    dynamic: 'Measurements Properties',
    datetime: 'TimeGenerated',
  },
  AppTraces: {
    string: 'AppRoleInstance AppRoleName AppVersion Id Message OperationId OperationName _ResourceId',
    int: 'ItemCount SeverityLevel',
    dynamic: 'Measurements Properties',
    datetime: 'TimeGenerated',
  },
  AzureMetrics: {
    string: 'MetricName Resource ResourceGroup ResourceId ResourceProvider SubscriptionId TimeGrain UnitName',
    real: 'Average Count Maximum Minimum Total',
    datetime: 'TimeGenerated',
  },
};

const workspace = Kusto.Language.GlobalState.Default.WithDatabase(
  new Kusto.Language.Symbols.DatabaseSymbol.$ctor1(
    'workspace',
    Object.entries(tables).map(([name, columns]) => {
      const typed = Object.entries(columns).flatMap(([type, names]) =>
        names.split(' ').map((column) => `${column}: ${type}`),
      );
      return Kusto.Language.Symbols.TableSymbol.From(`(${typed.join(', ')})`).WithName(name);
    }),
    false,
  ),
);

/**
 * What the parser has against a query of the log workspace: its syntax, its names, their types.
 * @param columns what has to be in the answer
 */
export function faultsOfKusto(query: string, columns: readonly string[] = []): string[] {
  const code = Kusto.Language.KustoCode.ParseAndAnalyze(query, workspace);
  const found: { Severity: string; Message: string }[] = Bridge.toArray(code.GetDiagnostics());
  const errors = found.filter(({ Severity }) => Severity === 'Error').map(({ Message }) => Message);
  const answered: { Name: string }[] = Bridge.toArray(code.ResultType?.Columns ?? []);
  const missing = columns.filter((column) => !answered.some(({ Name }) => Name === column));
  return [...errors, ...missing.map((column) => `There is no column '${column}' in the answer.`)];
}
