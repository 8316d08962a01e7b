/** What a deployment may do to a resource that is no longer described. */
export enum RemovalPolicy {
  /**
   * Keep it. The AWS CDK leaves it behind; Terraform refuses a plan that would delete it, until the policy is another.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
   * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
   */
  RETAIN = 'RETAIN',
  /** Delete it with all that it holds: for tests. */
  DESTROY = 'DESTROY',
}
