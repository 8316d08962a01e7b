import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { credential, TokenCredential } from './token';

/** A container, and the account that signs for it. */
export interface Blobs {
  readonly service: BlobServiceClient;
  readonly container: ContainerClient;
}

const services = new Map<string, BlobServiceClient>();

/** A container of a storage account; each account has one client, whose connections are kept. */
export function blobsOf([endpoint, container]: readonly [endpoint: string, container: string]): Blobs {
  let service = services.get(endpoint);
  if (!service) services.set(endpoint, (service = connect(endpoint, credential)));
  return { service, container: service.getContainerClient(container) };
}

/** The client of an account, which is reached as `identity`. */
export function connect(endpoint: string, identity: TokenCredential): BlobServiceClient {
  const retryOptions = { maxTries: 5, tryTimeoutInMs: 60_000, retryDelayInMs: 200, maxRetryDelayInMs: 5_000 };
  return new BlobServiceClient(endpoint, identity, { retryOptions });
}
