/** What the user can mend: shown as one line, without a stack. */
export class Failure extends Error {}

/** Exit codes; the help names them too. */
export const exitCodes = { failure: 1, usage: 2 } as const;
