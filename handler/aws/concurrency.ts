/** The error of the SDK for an alias without provisioned concurrency. */
export const noProvisioned = 'ProvisionedConcurrencyConfigNotFoundException';

/** Whether another change of the same thing is under way. */
export function isConflict(error: unknown): boolean {
  const temporary = ['ResourceConflictException', 'ResourceInUseException', 'ConcurrentUpdateException'];
  return temporary.includes((error as Error).name);
}
