import { limits } from './limits';
import type { Report } from '../private/report';
import type { FilterSpec } from '../private/resource-spec';

/**
 * A filter as the condition of a subscription's rule.
 * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-sql-filter
 */
export function sqlFilter(filter: FilterSpec): string {
  const conditions = Object.entries(filter).map(([name, wanted]) =>
    'prefix' in wanted
      ? `[${name}] LIKE ${text(`${wanted.prefix.replace(/[\\%_]/g, '\\$&')}%`)} ESCAPE '\\'`
      : `[${name}] IN (${wanted.equals.map(text).join(', ')})`,
  );
  return conditions.length > 0 ? conditions.join(' AND ') : '1=1';
}

/** @param prop the trigger */
export function planFilter(prop: string, filter: FilterSpec, report: Report): string {
  const sql = sqlFilter(filter);
  if (sql.length > limits.ruleLength) {
    report.problem(
      `${prop}.filter`,
      `is ${sql.length} characters as a rule of Service Bus, which takes ${limits.ruleLength}. Ask for fewer or shorter values.`,
    );
  }
  return sql;
}

/**
 * An action that says where messages came from, over whatever their publisher said: also under the name with a capital,
 * which the library of the function's host takes for the same.
 */
export function markSource(property: string, source: string): string {
  const capital = property.charAt(0).toUpperCase() + property.slice(1);
  return [capital, property].map((name) => `SET [${name}] = ${text(source)}`).join('; ');
}

function text(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}
