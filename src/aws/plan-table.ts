import { checkArn, checkCommon, checkForm } from './checks';
import { limits } from './limits';
import type { Report } from '../private/report';
import type { TableSpec } from '../private/resource-spec';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
export function planTable(spec: TableSpec, report: Report): void {
  const { least, most } = limits.tableName;
  checkForm(
    'name',
    spec.name,
    new RegExp(`^[A-Za-z0-9_.-]{${least},${most}}$`),
    `the name of a table on AWS: letters, digits, '_', '.' and '-', ${least} to ${most} in all`,
    report,
  );
  if (spec.indexes.length > limits.tableIndexes) {
    report.problem(
      'indexes',
      `${spec.indexes.length} are more than the ${limits.tableIndexes} that a DynamoDB table has. Leave some out, or make ` +
        'a second table.',
    );
  }
  checkCommon(spec, report);
}

export function planExistingTable(spec: TableSpec, report: Report): void {
  checkArn(
    'fromExisting',
    spec.existing,
    /^arn:[\w-]+:dynamodb:[\w-]+:\d{12}:table\/[\w.-]{3,255}(\/stream\/[\w:.-]+)?$/,
    'a DynamoDB table or its stream, arn:aws:dynamodb:<region>:<account>:table/<name>[/stream/<label>]',
    report,
  );
  checkCommon(spec, report);
}

/** The table and, if the ARN is that of a stream, the stream. */
export function existingTable(arn: string): { readonly tableArn: string; readonly streamArn?: string } {
  const [tableArn, label] = arn.split('/stream/');
  return { tableArn, ...(label !== undefined && { streamArn: arn }) };
}
