import Ajv, { ValidateFunction } from 'ajv';
import { cloudwatchSchema } from './cloudwatch-schema';
import { googleSchema } from './google-schema';
import { workbookSchema } from './workbook-schema';
import type { CloudName } from '../stacks';

// Tuples are as long as their bounds say; a schema with a word that means nothing is an error.
const ajv = new Ajv({
  strict: true,
  strictTuples: false,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
});

const validators: Record<CloudName, ValidateFunction> = {
  aws: ajv.compile(cloudwatchSchema),
  azure: ajv.compile(workbookSchema),
  google: ajv.compile(googleSchema()),
};

/** What a cloud's schema has against a dashboard. */
export function faultsOfDashboard(cloud: CloudName, dashboard: unknown): string[] {
  const validate = validators[cloud];
  if (validate(dashboard)) return [];
  // That a branch was taken is no fault.
  const faults = validate.errors!.filter(({ keyword }) => keyword !== 'if');
  return faults.map(({ instancePath, message, params }) =>
    [instancePath || '/', message, params.additionalProperty].filter(Boolean).join(' '),
  );
}
