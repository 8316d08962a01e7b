import { LINKS_VARIABLE, TRIGGERS_VARIABLE } from '../../src/private/contract';

/**
 * The triggers that the description declares.
 * @throws Error where the setting is absent, or written for another version of the adapter
 */
export function readTriggers<T extends { readonly contract: 1 }>(): T {
  const triggers = JSON.parse(process.env[TRIGGERS_VARIABLE] || '{}') as T;
  if (triggers.contract !== 1) {
    throw new Error(
      `The setting ${TRIGGERS_VARIABLE} is missing or of another version. ` +
        'Deploy the package and its settings together, from one description.',
    );
  }
  return triggers;
}

/** The resources that the description grants to the function. */
export function readLinks<T extends object>(): T {
  return JSON.parse(process.env[LINKS_VARIABLE] || '{}') as T;
}
