import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import type { ICosmosAccount } from './existing';
import { names } from './names';
import { CosmosdbAccount, CosmosdbSqlDatabase, CosmosdbSqlRoleDefinition } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** What the tables of one cloud share; each part is made when a table needs it. */
export class SharedTables {
  private own?: CosmosdbAccount;
  private ownDatabase?: CosmosdbSqlDatabase;
  private ownWriter?: CosmosdbSqlRoleDefinition;

  constructor(
    private readonly cloud: AzureCloud,
    /** The user's own account. */
    public readonly given?: ICosmosAccount,
  ) {}

  /** Paid by what is used. Keys open nothing, and reads see what was last written. */
  public get account(): ICosmosAccount {
    if (this.given) return this.given;
    const { cloud } = this;
    return (this.own ??= new CosmosdbAccount(cloud, 'Cosmos', {
      ...cloud._place(),
      name: nameOf(cloud, cloud, names.cosmosAccount),
      kind: 'GlobalDocumentDB',
      offerType: 'Standard',
      capabilities: [{ name: 'EnableServerless' }],
      consistencyPolicy: { consistencyLevel: 'Strong' },
      geoLocation: [{ location: cloud.location, failoverPriority: 0 }],
      localAuthenticationDisabled: true,
      accessKeyMetadataWritesEnabled: false,
      minimalTlsVersion: 'Tls12',
    }));
  }

  public get database(): CosmosdbSqlDatabase {
    const { cloud, account } = this;
    return (this.ownDatabase ??= new CosmosdbSqlDatabase(cloud, 'Tables', {
      name: nameOf(cloud, cloud, names.database),
      accountName: account.name,
      resourceGroupName: account.resourceGroupName,
      provider: cloud._provider,
    }));
  }

  public get writer(): CosmosdbSqlRoleDefinition {
    return (this.ownWriter ??= itemWriterRole(this.cloud, this.cloud, this.account));
  }

  /** Has the account kept restorable: all of it, since Azure knows no less. */
  public backUp(): void {
    this.own?.putBackup({ type: 'Continuous', tier: 'Continuous7Days' });
  }
}

const items = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items';

/** A role to write items; conditions are checked by reading the one item before. */
export function itemWriterRole(
  scope: Construct,
  cloud: AzureCloud,
  account: Omit<ICosmosAccount, 'endpoint'>,
): CosmosdbSqlRoleDefinition {
  const verbs = ['create', 'delete', 'read', 'replace', 'upsert'];
  return new CosmosdbSqlRoleDefinition(scope, 'ItemWriter', {
    name: nameOf(cloud, scope, names.tableRole, 'writer'),
    accountName: account.name,
    resourceGroupName: account.resourceGroupName,
    assignableScopes: [account.id],
    permissions: [
      {
        dataActions: ['Microsoft.DocumentDB/databaseAccounts/readMetadata', ...verbs.map((verb) => `${items}/${verb}`)],
      },
    ],
    provider: cloud._provider,
  });
}
