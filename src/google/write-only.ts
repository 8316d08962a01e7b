import type { Construct } from 'constructs';
import { features } from './features';
import { Report } from '../private/report';
import type { Access } from '../private/resource-spec';
import type { Resource } from '../resource';

/**
 * Warns where a function may write and not read, because the cloud can't tell the two apart. That is known at synthesis
 * only: a later grant may add the other.
 */
export class WriteOnly {
  private readonly grants = new Map<Construct, Set<Access>>();

  constructor(resource: Resource, feature: 'bucket.writeOnly' | 'table.writeOnly') {
    resource.node.addValidation({
      validate: () => {
        const report = new Report('', features);
        if ([...this.grants.values()].some((verbs) => !verbs.has('read'))) report.approximate(feature);
        resource._core.warnings.keep(report);
        return [];
      },
    });
  }

  public granted(access: Access, fn: Construct): void {
    this.grants.set(fn, (this.grants.get(fn) ?? new Set()).add(access));
  }
}
