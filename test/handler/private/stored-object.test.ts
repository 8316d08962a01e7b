import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { storedObject } from '../../../handler/private/stored-object';

const facts = { size: 3, contentType: 'text/plain', etag: 'e', metadata: { a: '1' } };
const object = (...chunks: (string | Error)[]) => {
  const read = async function* () {
    for (const chunk of chunks) {
      if (chunk instanceof Error) throw chunk;
      yield Buffer.from(chunk);
    }
  };
  return storedObject(facts, Readable.from(read(), { objectMode: false }));
};

test('what is known of it needs no reading', () => {
  expect({ ...object('abc') }).toEqual(facts);
});

test('text, bytes, JSON and a stream of the web', async () => {
  expect(await object('ü', 'b').text()).toBe('üb');
  expect(await object('ab').bytes()).toEqual(Uint8Array.of(97, 98));
  expect(await object('{"a"', ':1}').json()).toEqual({ a: 1 });
  const chunks: Uint8Array[] = [];
  for await (const chunk of object('a', 'b').body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe('ab');
});

test('text after a look at the stream is that of the stream', async () => {
  const one = object('abc');
  expect(one.body.locked).toBe(false);
  expect(await one.text()).toBe('abc');
});

test('fails if it is read twice', async () => {
  const one = object('abc');
  await one.text();
  await expect(one.text()).rejects.toThrow('have been read');
  await expect(one.bytes()).rejects.toThrow('have been read');
});

test.each(['text', 'bytes', 'json'] as const)('fails if the contents break off: %s', async (method) => {
  await expect(object('a', new Error('broken'))[method]()).rejects.toThrow('broken');
});

test('fails if they broke off before anybody read', async () => {
  const contents = new Readable({ read: () => undefined });
  const [text, stream] = [storedObject(facts, contents), storedObject(facts, contents)];
  contents.destroy(new Error('broken'));
  await setImmediate();
  await expect(text.text()).rejects.toThrow('broken');
  await expect(stream.body.getReader().read()).rejects.toThrow('broken');
});
