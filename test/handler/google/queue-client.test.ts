import { sendToPubSub } from '../../../handler/google/queue-client';

const message = { queue: 'Jobs', text: '{"a":"ü"}', attributes: { traceparent: '00-1' }, remainingTime: () => 5000 };
const fetchMock = jest.spyOn(globalThis, 'fetch');
const call = (index: number) => fetchMock.mock.calls[index] as [string, RequestInit];
const published = () => Response.json({ messageIds: ['1'] });

beforeEach(() => {
  fetchMock.mockReset();
});

test('to an emulator a message leaves without a token', async () => {
  process.env.PUBSUB_EMULATOR_HOST = '127.0.0.1:8085';
  fetchMock.mockResolvedValueOnce(published());
  await sendToPubSub('projects/p/topics/jobs', message);
  delete process.env.PUBSUB_EMULATOR_HOST;
  const [url, init] = call(0);
  expect(url).toBe('http://127.0.0.1:8085/v1/projects/p/topics/jobs:publish');
  expect(init.headers).toEqual({ 'content-type': 'application/json' });
  expect(JSON.parse(init.body as string)).toEqual({
    messages: [{ data: Buffer.from(message.text).toString('base64'), attributes: { traceparent: '00-1' } }],
  });
});

test("a message leaves with a token of the function's service account, shared by concurrent senders", async () => {
  fetchMock.mockResolvedValueOnce(Response.json({ access_token: 'T', expires_in: 3600 }));
  fetchMock.mockResolvedValueOnce(published());
  fetchMock.mockResolvedValueOnce(published());
  await Promise.all([sendToPubSub('projects/p/topics/jobs', message), sendToPubSub('projects/p/topics/jobs', message)]);
  expect(fetchMock).toHaveBeenCalledTimes(3);
  expect(call(0)[0]).toBe('http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token');
  expect(call(0)[1].headers).toEqual({ 'metadata-flavor': 'Google' });
  expect(call(1)[0]).toBe('https://pubsub.googleapis.com/v1/projects/p/topics/jobs:publish');
  expect(call(1)[1].headers).toMatchObject({ authorization: 'Bearer T' });
});

test('fails if Pub/Sub stays busy for longer than there is time', async () => {
  fetchMock.mockImplementation(async () => new Response('busy', { status: 429 }));
  const start = Date.now();
  const remainingTime = () => 600 - (Date.now() - start);
  await expect(sendToPubSub('projects/p/topics/jobs', { ...message, remainingTime })).rejects.toThrow(
    "Sending to queue 'Jobs' failed: status 429 busy",
  );
  expect(Date.now() - start).toBeLessThan(700);
  expect(fetchMock.mock.calls.length).toBeGreaterThan(1);
});
