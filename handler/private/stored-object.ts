import type { StoredObject } from '../clients';

/** An object whose contents are read from its stream, once, in the form that the handler likes. */
export function storedObject(
  parts: Pick<StoredObject, 'body' | 'size' | 'contentType' | 'etag' | 'metadata'>,
): StoredObject {
  const read = () => new Response(parts.body);
  return {
    ...parts,
    text: () => read().text(),
    bytes: async () => new Uint8Array(await read().arrayBuffer()),
    json: () => read().json(),
  };
}
