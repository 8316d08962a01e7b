import type { AzureCloud } from './cloud';
import type { IKeyVault } from './existing';
import { names } from './names';
import { roles } from './roles';
import { writeOnlyValues } from './write-only-values';
import { KeyVault, RoleAssignment } from '../terraform/azurerm';
import type { TerraformResource } from '../terraform/engine';
import { nameOf } from '../terraform/naming';
import { sleep } from '../terraform/time';

/** How long Azure takes, mostly, until a new role counts in a vault. */
const ROLE_SECONDS = 120;

/** What the secrets of one cloud share; each part is made when a secret needs it. */
export class SharedVault {
  private own?: KeyVault;
  private ownWritable?: TerraformResource;
  private checked = false;

  constructor(
    private readonly cloud: AzureCloud,
    private readonly given?: IKeyVault,
  ) {}

  /** Lets in by roles alone. */
  public get vault(): IKeyVault {
    if (this.given) return this.given;
    const { cloud } = this;
    return (this.own ??= new KeyVault(cloud, 'Vault', {
      ...cloud._place(),
      name: nameOf(cloud, cloud, names.keyVault),
      tenantId: cloud._client().tenantId,
      skuName: 'standard',
      rbacAuthorizationEnabled: true,
      softDeleteRetentionDays: 90,
    }));
  }

  /** What a secret has to wait for: owning a vault is not enough to write secrets. Nothing in a vault of the user's. */
  public writable(): TerraformResource[] {
    if (!this.checked) writeOnlyValues(this.cloud);
    this.checked = true;
    return this.given ? [] : [(this.ownWritable ??= this.writer())];
  }

  /** Has nobody purge what is to be kept. */
  public protect(): void {
    if (this.own) this.own.purgeProtectionEnabled = true;
  }

  private writer(): TerraformResource {
    const { cloud, vault } = this;
    const role = new RoleAssignment(cloud, 'WriteSecrets', {
      scope: vault.id,
      roleDefinitionName: roles.manageSecrets,
      principalId: cloud._client().objectId,
      provider: cloud._provider,
    });
    return sleep(cloud, 'SecretsWritable', ROLE_SECONDS, [role]);
  }
}
