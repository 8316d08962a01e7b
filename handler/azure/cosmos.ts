import { type Container, CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { credential, TokenCredential } from './token';

const clients = new Map<string, CosmosClient>();

/** What reaches an account: an identity, and the SDK's own connections unless others are given. */
export interface Connection {
  readonly credential: TokenCredential;
  readonly httpClient?: CosmosClientOptions['httpClient'];
}

/** A container of an account; each account has one client, whose connections are kept. */
export function containerOf([endpoint, database, container]: readonly [string, string, string]): Container {
  let client = clients.get(endpoint);
  if (!client) clients.set(endpoint, (client = connect(endpoint, { credential })));
  return client.database(database).container(container);
}

/** The client of an account. */
export function connect(endpoint: string, { credential: aadCredentials, httpClient }: Connection): CosmosClient {
  return new CosmosClient({
    endpoint,
    aadCredentials,
    httpClient,
    connectionPolicy: {
      requestTimeout: 10_000,
      retryOptions: { maxRetryAttemptCount: 9, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 10 },
      // A serverless account has one region.
      enableEndpointDiscovery: false,
      enableBackgroundEndpointRefreshing: false,
      enablePartitionLevelFailover: false,
    },
  });
}
