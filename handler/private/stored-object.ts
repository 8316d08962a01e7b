import { Readable } from 'node:stream';
import { arrayBuffer, text } from 'node:stream/consumers';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { StoredObject } from '../clients';

/** What is known of an object before its contents are read. */
export type ObjectFacts = Pick<StoredObject, 'size' | 'contentType' | 'etag' | 'metadata'>;

/** An object whose contents are read from its stream, once, in the form that the handler likes. */
export function storedObject(facts: ObjectFacts, contents: Readable): StoredObject {
  return new Stored(facts, contents);
}

class Stored implements StoredObject {
  readonly size: number;
  readonly contentType: string | undefined;
  readonly etag: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly #contents: Readable;
  #body: ReadableStream<Uint8Array> | undefined;
  #isRead = false;

  constructor({ size, contentType, etag, metadata }: ObjectFacts, contents: Readable) {
    this.size = size;
    this.contentType = contentType;
    this.etag = etag;
    this.metadata = metadata;
    this.#contents = contents;
    // One that breaks off before it is read must not end the process; reading it tells.
    contents.on('error', () => undefined);
  }

  /** Made where it is asked for: streams of the web take some milliseconds to load. */
  get body(): ReadableStream<Uint8Array> {
    return (this.#body ??= toWeb(this.#contents));
  }

  async text(): Promise<string> {
    return text(this.#unread());
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await arrayBuffer(this.#unread()));
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  #unread(): Readable | NodeStream {
    if (this.#isRead) throw new Error('The contents of this object have been read. Get the object again.');
    this.#isRead = true;
    return (this.#body as NodeStream | undefined) ?? this.#contents;
  }
}

function toWeb(contents: Readable): ReadableStream<Uint8Array> {
  const { errored } = contents;
  // Of a stream that has broken off already, Node makes an empty one.
  if (errored) return new ReadableStream({ start: (controller) => controller.error(errored) });
  return Readable.toWeb(contents) as ReadableStream<Uint8Array>;
}
