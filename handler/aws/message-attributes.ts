/** Texts as SQS and SNS take them. */
export function textAttributes(attributes: Readonly<Record<string, string>>) {
  const entries = Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]);
  return Object.fromEntries(entries) as Record<string, { DataType: string; StringValue: string }>;
}
