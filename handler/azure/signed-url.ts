import type { BlobServiceClient, ContainerClient, UserDelegationKey } from '@azure/storage-blob';
import { BlobSASPermissions, generateBlobSASQueryParameters, SASProtocol } from '@azure/storage-blob';

/** A key that signs for the function's identity, and until when, in milliseconds since 1970. */
interface SigningKey {
  readonly value: UserDelegationKey;
  readonly expires: number;
}

const keys = new Map<string, Promise<SigningKey>>();

/** What storage allows: a key, and so a URL, lives seven days at most. */
const longest = 7 * 24 * 3600;

/** Milliseconds by which clocks may differ. */
const skew = 5 * 60_000;

/** What a URL is signed by, which no release of the SDK changes: emulators know no newer one. */
const version = '2020-12-06';

/** What a method may do with the blob. */
const permissions = { GET: 'r', PUT: 'cw' } as const;

/**
 * A URL of one blob, signed by a key that storage gave to the function's identity: no key of the account is involved.
 * @see https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas
 */
export async function signedUrl(
  service: BlobServiceClient,
  container: ContainerClient,
  key: string,
  { method, expiresIn }: { readonly method: 'GET' | 'PUT'; readonly expiresIn: number },
  abortSignal: AbortSignal,
): Promise<string> {
  const expires = Date.now() + expiresIn * 1000;
  const signing = await signingKey(service, expires, abortSignal);
  const query = generateBlobSASQueryParameters(
    {
      version,
      containerName: container.containerName,
      blobName: key,
      permissions: BlobSASPermissions.parse(permissions[method]),
      protocol: SASProtocol.Https,
      expiresOn: new Date(Math.min(expires, signing.expires)),
    },
    signing.value,
    service.accountName,
  );
  return `${container.getBlobClient(key).url}?${query}`;
}

/** Kept as long as it outlives what it signs. */
async function signingKey(service: BlobServiceClient, until: number, abortSignal: AbortSignal): Promise<SigningKey> {
  const known = await keys.get(service.url);
  if (known && known.expires >= until) return known;
  const expires = Date.now() + longest * 1000;
  const reading = service
    .getUserDelegationKey(new Date(Date.now() - skew), new Date(expires), { abortSignal })
    .then((value) => ({ value, expires }));
  keys.set(service.url, reading);
  reading.catch(() => keys.get(service.url) === reading && keys.delete(service.url));
  return reading;
}
