import { Construct } from 'constructs';
import type { Function } from './function';
import { existing } from './private/existing';
import { ResourceCore } from './private/resource-core';
import { ExistingResource, Resource, ResourceProps } from './resource';

/** The type of a key attribute. */
export enum KeyType {
  /** Text. */
  STRING = 'STRING',
  /** A number. */
  NUMBER = 'NUMBER',
}

/** An attribute that items are found by. */
export interface KeyAttribute {
  /** Its name: a letter first, then letters, digits and `_`. */
  readonly name: string;
  /**
   * Its type.
   * @default KeyType.STRING
   */
  readonly type?: KeyType;
}

/** A second way to find items: by other attributes than the table's key. What it shows may lag behind by a moment. */
export interface TableIndex {
  /** Its name, unique within the table: a letter first, then letters, digits, `_` and `-`, 3 to 64 in all. */
  readonly name: string;
  /** The attribute that a query names one value of. Items without it are not in the index. */
  readonly partitionKey: KeyAttribute;
  /**
   * The attribute that orders what a query finds.
   * @default - no order
   */
  readonly sortKey?: KeyAttribute;
}

/** How items of a table are found, which clients have to know. */
export interface TableKeys {
  /** The attribute whose value says which items are kept together. */
  readonly partitionKey: KeyAttribute;

  /**
   * The attribute that tells the items of one partition apart, and orders them.
   * @default - one item a partition
   */
  readonly sortKey?: KeyAttribute;

  /**
   * Other ways to find items.
   * @default - none
   */
  readonly indexes?: TableIndex[];

  /**
   * An attribute that holds the second since 1970 at which an item expires. From then on the handler's client does not
   * find it; the cloud deletes it within days.
   * @default - items stay until they are deleted
   */
  readonly ttlAttribute?: string;
}

/** What is to be known of a table that exists already. */
export interface ExistingTableOptions extends TableKeys {
  /**
   * The key that encrypts it, as the cloud names it.
   * @default - a key of the cloud's own
   */
  readonly encryptionKey?: string;
}

/** What a table is. */
export interface TableProps extends ResourceProps, TableKeys {
  /**
   * Whether the table can be restored to any moment of at least the last 7 days.
   * @default false
   */
  readonly pointInTimeRecovery?: boolean;
}

/**
 * Holds items, each an object under a key of one or two attributes.
 *
 * AWS: a DynamoDB table on demand. Azure: a container of a serverless Cosmos DB account. Google: a Firestore database.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html
 * @see https://learn.microsoft.com/azure/cosmos-db/nosql/
 * @see https://cloud.google.com/firestore/native/docs
 */
export class Table extends Resource {
  /**
   * A table that exists already. On Azure the id is that of a container, on Google the name of a database.
   * @param options its keys, and what else its client has to know
   */
  public static fromExisting(
    scope: Construct,
    id: string,
    resource: ExistingResource,
    options: ExistingTableOptions,
  ): Table {
    return new Table(scope, id, { ...options, ...existing(resource) });
  }

  /** @internal */
  public readonly _core: ResourceCore<'table'>;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    this._core = ResourceCore.create(this, 'table', props);
  }

  /**
   * Lets a function get and query items. Its handler finds the table under this construct's id:
   * `context.table('Orders')`.
   */
  public grantRead(fn: Function): void {
    this._core.grant('read', fn);
  }

  /** Lets a function put, update and delete items. */
  public grantWrite(fn: Function): void {
    this._core.grant('write', fn);
  }

  /** Both `grantRead` and `grantWrite`. */
  public grantReadWrite(fn: Function): void {
    this._core.grant('read', fn);
    this._core.grant('write', fn);
  }
}
