import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Access, KeySpec, TableSpec } from '../../private/resource-spec';
import { tableLink } from '../../private/table-link';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../../private/target';
import type { Resource } from '../../resource';
import type { Table } from '../../table';
import { existingTable } from '../plan-table';
import { keyOf, removalPolicy, tag } from './common';
import type { AwsFunction } from './function';
import { allow } from './grants';
import { record } from './record';

/**
 * The resources of a `Table` on AWS. One that is retained is also protected from deletion. CloudFormation adds or
 * removes one index a deployment. No more than two functions should be triggered by its changes: DynamoDB throttles more
 * readers of one stream.
 *
 * Of a table that exists already it is an import. For `Trigger.tableChange` give `Table.fromExisting` the ARN of its
 * stream, `…:table/orders/stream/…`, with new and old images.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
export class AwsTable implements ResourceBackend {
  /** The resources of a table. An error if it is on another cloud. */
  public static of(table: Table): AwsTable {
    if (table._core.backend instanceof AwsTable) return table._core.backend;
    throw new Error(`Table '${table.node.path}' is on ${table.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(table: Resource, spec: TableSpec): AwsTable {
    return new AwsTable(table, spec);
  }

  /** The table. It has a stream once its changes trigger a function. */
  public readonly table: dynamodb.ITable;

  /** @internal */
  public readonly _spec: TableSpec;

  private constructor(table: Resource, spec: TableSpec) {
    this._spec = spec;
    if (spec.existing !== undefined) {
      const { tableArn, streamArn } = existingTable(spec.existing);
      this.table = dynamodb.Table.fromTableAttributes(table, 'Table', { tableArn, tableStreamArn: streamArn });
      return;
    }
    const key = keyOf(table, spec);
    const built = new dynamodb.Table(table, 'Table', {
      tableName: spec.name,
      ...keys(spec),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      ...(key && { encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }),
      timeToLiveAttribute: spec.ttlAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: spec.pointInTimeRecovery },
      deletionProtection: spec.retain,
      removalPolicy: removalPolicy(spec),
    });
    for (const index of spec.indexes) {
      built.addGlobalSecondaryIndex({
        indexName: index.name,
        ...keys(index),
        projectionType: dynamodb.ProjectionType.ALL,
      });
    }
    this.table = built;
    table.node.defaultChild = built.node.defaultChild;
    tag(table, spec);
  }

  /** Its stream, made when the first trigger asks for it. @internal */
  public _streamArn(): string {
    if (this._spec.existing !== undefined) return this.table.tableStreamArn!;
    const table = this.table.node.defaultChild as dynamodb.CfnTable;
    table.streamSpecification = { streamViewType: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES };
    return table.attrStreamArn;
  }

  /** @internal */
  public _grant(access: Access, fn: FunctionBackend): unknown {
    const { role } = fn as AwsFunction;
    const { tableArn, tableName } = this.table;
    const arn = this._spec.encryptionKey;
    if (access === 'read') {
      const indexes = this._spec.indexes.map(({ name }) => `${tableArn}/index/${name}`);
      allow(role, ['dynamodb:GetItem', 'dynamodb:Query'], [tableArn], { arn, actions: keyActions.read });
      if (indexes.length > 0) allow(role, ['dynamodb:Query'], indexes);
    } else {
      allow(role, ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], [tableArn], {
        arn,
        actions: keyActions.write,
      });
    }
    // A name finds no table of another region or account.
    return { n: this._spec.existing === undefined ? tableName : tableArn, ...tableLink(this._spec) };
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this._spec.existing === undefined ? [record(this.table)] : [];
  }
}

/**
 * DynamoDB uses the key in the caller's name.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const keyActions = {
  read: ['kms:Decrypt'],
  write: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
} as const;

function keys({ partitionKey, sortKey }: Pick<TableSpec, 'partitionKey' | 'sortKey'>) {
  return { partitionKey: attribute(partitionKey), ...(sortKey && { sortKey: attribute(sortKey) }) };
}

function attribute({ name, type }: KeySpec): dynamodb.Attribute {
  return { name, type: type === 'NUMBER' ? dynamodb.AttributeType.NUMBER : dynamodb.AttributeType.STRING };
}
