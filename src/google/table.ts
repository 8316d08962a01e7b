import { Cloud } from '../cloud';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import type { Resource } from '../resource';
import { Table } from '../table';
import type { GoogleCloud } from './cloud';
import { firestoreDatabase } from './database';
import { FullName, fullName } from './existing';
import type { GoogleFunction } from './function';
import { record } from './record';
import type { TableLink } from '../private/contract';
import type { Access, TableSpec } from '../private/resource-spec';
import { tableLink } from '../private/table-link';
import { FirestoreDatabase, ProjectIamMember } from '../terraform/google';

/** Conditions and updates read what is there, in a transaction: writing takes reading. */
const roles: Readonly<Partial<Record<Access, string>>> = {
  read: 'roles/datastore.viewer',
  write: 'roles/datastore.user',
};

/** The resources of a `Table` on Google. */
export class GoogleTable implements ResourceBackend {
  /** The resources of a table. An error if it is on another cloud. */
  public static of(table: Table): GoogleTable {
    if (table._core.backend instanceof GoogleTable) return table._core.backend;
    throw new Error(`Table '${table.node.path}' is on ${table.cloud.name}, not on google.`);
  }

  /** @internal */
  public static _build(table: Resource, spec: TableSpec): GoogleTable {
    return new GoogleTable(table, spec);
  }

  /** The database, whose collection `items` the items are in; none if it exists already. */
  public readonly database?: FirestoreDatabase;

  private readonly id: string;
  private readonly name: FullName;
  private readonly link: TableLink & { readonly n: string };

  private constructor(table: Resource, spec: TableSpec) {
    const cloud = Cloud.of(table) as GoogleCloud;
    this.id = table.node.id;
    if (spec.existing === undefined) {
      const { id, name } = (this.database = firestoreDatabase(table, cloud, spec));
      this.name = { id, name, project: cloud.project };
      table.node.defaultChild = this.database;
    } else {
      this.name = fullName(spec.existing);
    }
    this.link = { n: this.name.id, ...tableLink(spec) };
  }

  /** @internal */
  public _grant(access: Access, backend: FunctionBackend): unknown {
    const { _scope: scope, _cloud: cloud, serviceAccount } = backend as GoogleFunction;
    const id = `Table-${this.id}-${access}`;
    if (!scope.node.tryFindChild(id)) {
      // Firestore grants on projects only: the condition narrows it to the one database.
      new ProjectIamMember(scope, id, {
        provider: cloud._at.provider,
        project: this.name.project,
        role: roles[access]!,
        member: serviceAccount.member,
        condition: { title: 'one-database', expression: `resource.name == "${this.name.id}"` },
      });
    }
    return this.link;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.database ? [record(this.database)] : [];
  }
}
