import type { IConstruct } from 'constructs';

/**
 * The engine's own `Annotations.addWarning` records a stack trace, whose paths differ from machine to machine and
 * end up in its manifest.
 */
export function warn(scope: IConstruct, _id: string, message: string): void {
  scope.node.addMetadata('@cdktf/warn', message, { stackTrace: false });
}
