import { features as aws } from '../aws/features';
import { features as azure } from '../azure/features';
import { features as google } from '../google/features';
import type { FeatureTable } from '../private/features';

/** A column of the parity table. */
export interface CloudTable {
  readonly cloud: string;
  readonly title: string;
  readonly features: FeatureTable;
}

/** The only place where the command names clouds: their verdicts are data, and load no engine. */
export const tables: readonly CloudTable[] = [
  { cloud: 'aws', title: 'AWS', features: aws },
  { cloud: 'azure', title: 'Azure', features: azure },
  { cloud: 'google', title: 'Google', features: google },
];
