import type { CloudProps } from '../cloud';
import type { TerraformProvider } from '../terraform/engine';

/** Options of `GoogleStack`. */
export interface GoogleStackProps extends CloudProps {
  /** The project's id, such as `acme-prod`. */
  readonly project: string;

  /**
   * The region, such as `europe-west1`. One that is not known yet is warned about (`region`).
   * @see https://cloud.google.com/functions/docs/locations
   */
  readonly region: string;

  /**
   * The first word of every name.
   * @default - the project's id
   */
  readonly namespace?: string;

  /**
   * Labels of every resource that takes some: lower-case letters, digits, `_` and `-`.
   * @default - none
   * @see https://cloud.google.com/resource-manager/docs/labels-overview
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * The id of the billing account whose budgets watch functions that have a `budget`, such as `012345-6789AB-CDEF01`, also as
   * `billingAccounts/012345-6789AB-CDEF01`. Whoever deploys may write its budgets, and its currency is USD. The provider needs a quota project for them:
   * `user_project_override` and `billing_project`.
   * @default - none
   * @see https://cloud.google.com/billing/docs/how-to/budgets
   */
  readonly billingAccount?: string;
}

/** Options of `GoogleCloud`. */
export interface GoogleCloudProps extends GoogleStackProps {
  /**
   * The provider of the resources. It can be for another project: each resource names its own.
   * @default - the stack's default Google provider, which you declare
   */
  readonly provider?: TerraformProvider;
}
