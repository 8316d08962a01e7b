import type { AzureCloud } from './cloud';
import type { ICosmosAccount } from './existing';
import { existingId } from './existing-id';
import type { AzureFunction } from './function';
import { names } from './names';
import { record } from './record';
import { itemWriterRole } from './shared-tables';
import { AzureLinks, cosmosProperty } from '../private/contract';
import type { Access, IndexSpec, TableSpec } from '../private/resource-spec';
import { tableLink } from '../private/table-link';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import { Table } from '../table';
import { CosmosdbSqlContainer, CosmosdbSqlRoleAssignment, CosmosdbSqlRoleDefinition } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** Cosmos DB's own role to get and query items. */
const READER = '00000000-0000-0000-0000-000000000001';

/** The resources of a `Table` on Azure: a container for NoSQL, in the account of the cloud. It has no tags of its own. */
export class AzureTable implements ResourceBackend {
  /** The resources of a table. An error if it is on another cloud. */
  public static of(table: Table): AzureTable {
    if (table._core.backend instanceof AzureTable) return table._core.backend;
    throw new Error(`Table '${table.node.path}' is on ${table.cloud.name}, not on azure.`);
  }

  /** @internal */
  public static _build(cloud: AzureCloud, table: Table, spec: TableSpec): AzureTable {
    return new AzureTable(cloud, table, spec);
  }

  private readonly scope: Table;
  private readonly cloud: AzureCloud;
  private readonly account: ICosmosAccount;
  private readonly database: string;
  private readonly name: string;
  private readonly link: NonNullable<AzureLinks['d']>[string];
  private readonly built?: CosmosdbSqlContainer;
  private ownWriter?: CosmosdbSqlRoleDefinition;

  private constructor(cloud: AzureCloud, table: Table, spec: TableSpec) {
    this.cloud = cloud;
    this.scope = table;
    if (spec.existing !== undefined) {
      const {
        parentId,
        groupName,
        names: [account, database, container],
      } = existingId('table', spec.existing);
      const endpoint = `https://${account}.documents.azure.com:443/`;
      this.account = { id: parentId, name: account, resourceGroupName: groupName, endpoint };
      this.database = database;
      this.name = container;
    } else {
      this.account = cloud._tables.account;
      this.built = tableContainer(table, cloud, spec);
      if (spec.pointInTimeRecovery) cloud._tables.backUp();
      this.database = this.built.databaseName;
      this.name = this.built.name;
      table.node.defaultChild = this.built;
    }
    this.link = { ...tableLink(spec), n: [this.account.endpoint, this.database, this.name] };
  }

  /** The container. An error for a table that exists already. */
  public get container(): CosmosdbSqlContainer {
    if (this.built) return this.built;
    throw new Error(`Table '${this.scope.node.path}' exists already, so that it has no resources here.`);
  }

  /** @internal */
  public _grant(access: Access, backend: FunctionBackend): NonNullable<AzureLinks['d']>[string] {
    const fn = backend as AzureFunction;
    const { id } = this.scope.node;
    if (access === 'read') this.assign(`ReadTable-${id}`, fn, `${this.account.id}/sqlRoleDefinitions/${READER}`);
    else this.assign(`WriteTable-${id}`, fn, this.writer().id);
    return this.link;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.built ? [record(this.built)] : [];
  }

  private assign(id: string, fn: AzureFunction, roleDefinitionId: string): void {
    if (fn._scope.node.tryFindChild(id)) return;
    new CosmosdbSqlRoleAssignment(fn._scope, id, {
      accountName: this.account.name,
      resourceGroupName: this.account.resourceGroupName,
      roleDefinitionId,
      scope: `${this.account.id}/dbs/${this.database}/colls/${this.name}`,
      principalId: fn.identity.principalId,
      provider: fn._cloud._provider,
    });
  }

  private writer(): CosmosdbSqlRoleDefinition {
    if (this.built) return this.cloud._tables.writer;
    return (this.ownWriter ??= itemWriterRole(this.scope, this.cloud, this.account));
  }
}

function tableContainer(scope: Table, cloud: AzureCloud, spec: TableSpec): CosmosdbSqlContainer {
  const { account, database } = cloud._tables;
  const compositeIndex = spec.indexes.filter(({ sortKey }) => sortKey).map(composite);
  return new CosmosdbSqlContainer(scope, 'Container', {
    name: spec.name ?? nameOf(cloud, scope, names.table),
    accountName: account.name,
    resourceGroupName: account.resourceGroupName,
    databaseName: database.name,
    partitionKeyPaths: [`/${cosmosProperty(spec.partitionKey.name)}`],
    partitionKeyVersion: 2,
    // On, with no time of its own: each item says when it expires.
    ...(spec.ttlAttribute !== undefined && { defaultTtl: -1 }),
    // Every attribute is indexed; what an index is for is its order within one value of its partition key.
    ...(compositeIndex.length > 0 && {
      indexingPolicy: {
        indexingMode: 'consistent',
        includedPath: [{ path: '/*' }],
        excludedPath: [{ path: '/"_etag"/?' }],
        compositeIndex,
      },
    }),
    ...(spec.retain && { lifecycle: { preventDestroy: true } }),
    provider: cloud._provider,
  });
}

function composite({ partitionKey, sortKey }: IndexSpec) {
  return {
    index: [partitionKey, sortKey!].map(({ name }) => ({ path: `/${cosmosProperty(name)}`, order: 'Ascending' })),
  };
}
