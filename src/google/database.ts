import type { Construct } from 'constructs';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { lifecycleOf } from './common';
import { letEncrypt } from './encryption';
import { EXPIRES, indexFields, ITEMS } from './indexes';
import { databaseRule } from './names';
import type { TableSpec } from '../private/resource-spec';
import { FirestoreDatabase, FirestoreField, FirestoreIndex } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** A database of its own for each table: access is granted by the database. */
export function firestoreDatabase(scope: Construct, cloud: GoogleCloud, spec: TableSpec): FirestoreDatabase {
  const { encryptionKey, retain } = spec;
  const database = new FirestoreDatabase(scope, 'Database', {
    ...cloud._at,
    name: spec.name ?? nameOf(cloud, scope, databaseRule),
    locationId: cloud.region,
    type: 'FIRESTORE_NATIVE',
    deleteProtectionState: retain ? 'DELETE_PROTECTION_ENABLED' : 'DELETE_PROTECTION_DISABLED',
    deletionPolicy: retain ? 'ABANDON' : 'DELETE',
    pointInTimeRecoveryEnablement: spec.pointInTimeRecovery
      ? 'POINT_IN_TIME_RECOVERY_ENABLED'
      : 'POINT_IN_TIME_RECOVERY_DISABLED',
    cmekConfig: encryptionKey === undefined ? undefined : { kmsKeyName: encryptionKey },
    lifecycle: lifecycleOf(spec),
    dependsOn: [
      enableApi(cloud, 'firestore'),
      ...(encryptionKey === undefined ? [] : [letEncrypt(cloud, encryptionKey, 'firestore')]),
    ],
  });
  indexes(scope, cloud, database, spec);
  return database;
}

function indexes(scope: Construct, cloud: GoogleCloud, database: FirestoreDatabase, spec: TableSpec): void {
  const at = { ...cloud._at, database: database.name, collection: ITEMS };
  for (const { partition, sort, order } of indexFields(spec)) {
    new FirestoreIndex(scope, `Index-${partition}-${sort}-${order.toLowerCase()}`, {
      ...at,
      fields: [
        { fieldPath: partition, order: 'ASCENDING' },
        { fieldPath: sort, order },
      ],
    });
  }
  if (spec.ttlAttribute === undefined) return;
  // Without an index of its own: times that only grow would make one place of it hot.
  new FirestoreField(scope, 'Expiry', { ...at, field: EXPIRES, ttlConfig: {}, indexConfig: {} });
}
