/**
 * What only AWS has.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export interface AwsFunctionOptions {
  /**
   * Subnets of a VPC that it reaches others from, with a route to what it uses; of at least two zones.
   * @default - no VPC: it reaches the internet
   */
  readonly subnetIds?: string[];
  /**
   * Security groups of its network interfaces. Required with `subnetIds`.
   * @default - none
   */
  readonly securityGroupIds?: string[];
  /**
   * ARN of a KMS key that encrypts its environment variables.
   * @default - AWS's own key
   */
  readonly environmentKey?: string;
  /**
   * ARN of a policy that bounds what its role may ever be allowed.
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: string;
}

/**
 * What only Azure has.
 * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#enable-virtual-network-integration
 */
export interface AzureFunctionOptions {
  /**
   * Resource id of a subnet, delegated to `Microsoft.App/environments`, that it reaches others from.
   * @default - no network: it reaches the internet
   */
  readonly subnetId?: string;
  /**
   * Address ranges such as `203.0.113.0/24` that may call it.
   * @default - any
   */
  readonly allowedIpRanges?: string[];
  /**
   * Application settings beside its environment, such as those of the host. The adapter's own can't be replaced.
   * @default - none
   */
  readonly appSettings?: { readonly [name: string]: string };
}

/** From where a Google function may be called over HTTP. */
export enum GoogleIngress {
  /** From anywhere. */
  ALL = 'ALLOW_ALL',
  /** From the project's own networks and services. */
  INTERNAL_ONLY = 'ALLOW_INTERNAL_ONLY',
  /** From these and from a load balancer. */
  INTERNAL_AND_LOAD_BALANCER = 'ALLOW_INTERNAL_AND_GCLB',
}

/** What goes through a Google function's VPC connector. */
export enum GoogleEgress {
  /** What goes to private addresses. */
  PRIVATE_RANGES_ONLY = 'PRIVATE_RANGES_ONLY',
  /** Everything. */
  ALL_TRAFFIC = 'ALL_TRAFFIC',
}

/**
 * What only Google has.
 * @see https://cloud.google.com/functions/docs/networking/network-settings
 */
export interface GoogleFunctionOptions {
  /**
   * A Serverless VPC Access connector, `projects/…/locations/…/connectors/…`.
   * @default - none: it reaches the internet
   */
  readonly vpcConnector?: string;
  /**
   * What goes through the connector.
   * @default GoogleEgress.PRIVATE_RANGES_ONLY
   */
  readonly egress?: GoogleEgress;
  /**
   * From where the HTTP function may be called. The event function takes what is internal only, always.
   * @default GoogleIngress.ALL
   */
  readonly ingress?: GoogleIngress;
  /**
   * A Cloud KMS key, `projects/…/cryptoKeys/…`, that encrypts its code and images.
   * @default - Google's own key
   */
  readonly encryptionKey?: string;
}
