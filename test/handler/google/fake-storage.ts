import { createHash } from 'node:crypto';
import { CRC32C } from '@google-cloud/storage';
import { Answer, Recorded, refusal } from './fake-google';

interface StoredObject {
  readonly bytes: Buffer;
  readonly resource: Record<string, any>;
}

/** One bucket of Cloud Storage in memory, through the JSON interface. */
export class FakeStorage {
  readonly objects = new Map<string, StoredObject>();
  #generation = 1;

  answer({ method, path, headers, bytes }: Recorded): Answer {
    const { pathname, searchParams } = new URL(path, 'http://fake');
    // The SDK leaves the version out of what an emulator answers, but for uploads.
    if (method === 'POST' && pathname === '/upload/storage/v1/b/uploads/o') {
      const name = searchParams.get('name')!;
      expect(searchParams.get('uploadType')).toBe('multipart');
      return { body: this.#upload(name, `${headers['content-type']}`, bytes) };
    }
    const [, signed] = /^\/uploads\/(.+)$/.exec(pathname) ?? [];
    if (signed !== undefined) return this.#signed(method, decodeURIComponent(signed), bytes);
    const [, encoded] = /^\/b\/uploads\/o(?:\/(.+))?$/.exec(pathname) ?? [];
    if (encoded === undefined) return this.#list(searchParams);
    const name = decodeURIComponent(encoded);
    const found = this.objects.get(name);
    const generation = searchParams.get('generation');
    if (!found || (generation && generation !== found.resource.generation)) return refusal(404, 'NOT_FOUND');
    if (method === 'DELETE') return this.objects.delete(name) ? { status: 204, body: '' } : {};
    if (searchParams.get('alt') !== 'media') return { body: found.resource };
    const { contentType, crc32c } = found.resource;
    return { headers: { 'content-type': contentType, 'x-goog-hash': `crc32c=${crc32c}` }, body: found.bytes };
  }

  #list(query: URLSearchParams): Answer {
    const after = query.get('pageToken') ?? '';
    const names = [...this.objects.keys()]
      .filter((name) => name.startsWith(query.get('prefix') ?? '') && name > after)
      .sort();
    const page = names.slice(0, Number(query.get('maxResults')));
    const items = page.map((name) => this.objects.get(name)!.resource);
    return { body: { items, nextPageToken: names.length > page.length ? page.at(-1) : undefined } };
  }

  /** The XML interface, which signed URLs are of. */
  #signed(method: string, name: string, bytes: Buffer): Answer {
    if (method === 'PUT') this.#put(name, {}, bytes);
    return { body: method === 'PUT' ? '' : this.objects.get(name)!.bytes };
  }

  #upload(name: string, type: string, body: Buffer): object {
    const boundary = /boundary="?([^";]+)/.exec(type)![1];
    const [, head, content] = split(body, `--${boundary}`);
    const given = JSON.parse(head.subarray(head.indexOf('\r\n\r\n') + 4).toString());
    return this.#put(name, given, content.subarray(content.indexOf('\r\n\r\n') + 4, -2));
  }

  #put(name: string, given: object, bytes: Buffer): object {
    const generation = `${this.#generation++}`;
    const md5Hash = createHash('md5').update(bytes).digest('base64');
    const resource = {
      ...given,
      ...{
        kind: 'storage#object',
        name,
        bucket: 'uploads',
        generation,
        size: `${bytes.length}`,
        etag: `E${generation}`,
      },
      ...{ md5Hash, crc32c: checksum(bytes) },
    };
    this.objects.set(name, { bytes, resource });
    return resource;
  }
}

/** The parts between the lines of a boundary. */
function split(body: Buffer, boundary: string): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = body.indexOf(boundary); end >= 0; end = body.indexOf(boundary, start)) {
    parts.push(body.subarray(start, end));
    start = end + boundary.length;
  }
  return parts;
}

/** The SDK checks it on both ways. */
function checksum(bytes: Buffer): string {
  const crc = new CRC32C();
  crc.update(bytes);
  return crc.toString();
}
