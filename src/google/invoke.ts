import type { GoogleFunction } from './function';
import { letInvoke } from './identity';
import { untraced } from '../terraform/traces';

/**
 * Lets a function call the one of the two that HTTP reaches, and never the one that events do.
 * @returns the service's own address, which tokens for it are certain to be taken with
 */
export function letCall(callee: GoogleFunction, caller: GoogleFunction): string {
  const { id, path } = callee._scope.node;
  if (calls(callee, caller)) {
    throw new Error(
      `Function '${path}' can't be built on Google:\n  - grantInvoke: '${caller._scope.node.path}' is called by it, ` +
        'and neither can be deployed before the other. Have one of them send to a queue.',
    );
  }
  if (!caller._callees.has(callee)) {
    const { member } = caller.serviceAccount;
    untraced(() => letInvoke(callee, callee._http(), { id: `Invoke-${id}`, member, by: caller }));
  }
  caller._callees.add(callee);
  return callee._http().serviceConfig.uri;
}

/** Whether a function is another or calls it, by itself or through others. */
function calls(fn: GoogleFunction, other: GoogleFunction): boolean {
  return fn === other || [...fn._callees].some((callee) => calls(callee, other));
}
