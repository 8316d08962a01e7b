import { CheckedTrigger, handlerMethods, missingMethods } from '../../src/private/method-check';
import type { Handler } from '../handler';

/**
 * The user's handler, checked against the triggers that are to call it.
 * @throws Error with the text of the check; the instance then never starts
 */
export function loadHandler(triggers: readonly CheckedTrigger[]): Handler {
  process.setSourceMapsEnabled(true);
  // A file of the package, not of the adapter: the build leaves this line alone.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const code = require('./handler.js') as { default?: unknown; __esModule?: boolean } | undefined;
  // A bundle has a default export; a file that was built elsewhere may be plain CommonJS.
  const handler: unknown = code?.__esModule || code?.default ? code.default : code;
  const methods = Object.values(handlerMethods);
  const present = isHandler(handler) ? methods.filter((method) => typeof handler[method] === 'function') : undefined;
  const problem = missingMethods(present, triggers);
  if (problem) throw new Error(problem);
  return handler as Handler;
}

// A function may carry methods too: some frameworks export one.
function isHandler(value: unknown): value is Handler {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
