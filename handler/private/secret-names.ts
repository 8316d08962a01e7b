/** Of fields, headers and members: wider than for variables, where a wrong guess would be a warning. */
const secretNames =
  /secret|passw(or)?d|passphrase|pwd|token|jwt|authorization|cookie|credential|(api|private|access|account|functions)[-_ ]?key|connection[-_ ]?string/i;

/** Whether a name says that its value is a secret. */
export function nameLooksSecret(name: string): boolean {
  return secretNames.test(name);
}

/** Whether a field is to be left out for its name. Truth and emptiness give nothing away, and numbers of tokens are counts. */
export function fieldLooksSecret(name: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '' || typeof value === 'boolean') return false;
  return nameLooksSecret(name) && !(typeof value === 'number' && /token/i.test(name));
}
