import { sendToServiceBus } from '../../../handler/azure/queue-client';

const message = { queue: 'Jobs', text: '{"a":1}', attributes: { traceparent: '00-1' }, remainingTime: () => 5000 };
const fetchMock = jest.spyOn(globalThis, 'fetch');
const token = () => Response.json({ access_token: 'T', expires_on: `${Math.floor(Date.now() / 1000) + 3600}` });
const reply = (...responses: Response[]) => responses.forEach((response) => fetchMock.mockResolvedValueOnce(response));
const call = (index: number) => fetchMock.mock.calls[index] as [string, RequestInit];

beforeEach(() => {
  fetchMock.mockReset();
});

test('fails if the app has no identity', async () => {
  await expect(sendToServiceBus(['ns.servicebus.windows.net', 'jobs'], message)).rejects.toThrow('no managed identity');
});

test("a message leaves with a token of the app's identity, which is kept", async () => {
  Object.assign(process.env, {
    IDENTITY_ENDPOINT: 'http://127.0.0.1:4000/token',
    IDENTITY_HEADER: 'H',
    AZURE_CLIENT_ID: 'C',
  });
  reply(token(), new Response(null, { status: 201 }), new Response(null, { status: 201 }));
  await sendToServiceBus(['ns.servicebus.windows.net', 'jobs'], message);
  await sendToServiceBus(['ns.servicebus.windows.net', 'jobs'], message);

  expect(fetchMock).toHaveBeenCalledTimes(3);
  const [identity, identityInit] = call(0);
  expect(Object.fromEntries(new URL(identity).searchParams)).toEqual({
    'api-version': '2019-08-01',
    resource: 'https://servicebus.azure.net/',
    client_id: 'C',
  });
  expect(identityInit.headers).toEqual({ 'x-identity-header': 'H' });
  const [url, init] = call(1);
  expect(url).toBe('https://ns.servicebus.windows.net/jobs/messages');
  expect(init.headers).toMatchObject({
    authorization: 'Bearer T',
    'content-type': 'application/vnd.microsoft.servicebus.json',
  });
  expect(JSON.parse(init.body as string)).toEqual([
    {
      Body: '{"a":1}',
      BrokerProperties: { MessageId: expect.any(String), ContentType: 'application/json' },
      UserProperties: { traceparent: '00-1' },
    },
  ]);
});

test('a busy namespace is asked again', async () => {
  reply(new Response(null, { status: 503 }), new Response(null, { status: 201 }));
  await sendToServiceBus(['ns.servicebus.windows.net', 'jobs'], message);
  expect(fetchMock).toHaveBeenCalledTimes(2);
});

test('fails if Service Bus refuses: at once, with status and reason', async () => {
  reply(new Response('no Send claim', { status: 401 }));
  await expect(sendToServiceBus(['ns.servicebus.windows.net', 'jobs'], message)).rejects.toThrow(
    "Sending to queue 'Jobs' failed: status 401 no Send claim",
  );
  expect(fetchMock).toHaveBeenCalledTimes(1);
});
