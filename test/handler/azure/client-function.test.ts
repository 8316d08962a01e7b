import { caller, FakeAzure } from './fake-azure';
import { create } from '../../../handler/azure/client-function';

const azure = new FakeAzure();
const other = create('Other', ['https://other.azurewebsites.net', 'api://other'], caller);

test('a call goes to the function with a token for its application, and its answer comes back', async () => {
  azure.answers.push(new Response('not today', { status: 503 }));
  const response = await other.fetch('/orders?limit=10', { method: 'POST', body: 'x', headers: { 'x-a': '1' } });
  expect([response.status, await response.text()]).toEqual([503, 'not today']);
  const [{ method, url, headers, body }] = azure.calls;
  expect([method, url, body]).toEqual(['POST', 'https://other.azurewebsites.net/orders?limit=10', 'x']);
  expect([headers.get('authorization'), headers.get('x-a'), headers.get('traceparent')]).toEqual([
    'Bearer token for api://other',
    '1',
    caller.traceparent,
  ]);
});

test("the token goes to the function's host alone, whatever the request says", async () => {
  azure.clear();
  await other.fetch(new Request('https://evil.example/steal', { headers: { authorization: 'Bearer mine' } }));
  expect(azure.calls[0].url).toBe('https://other.azurewebsites.net/steal');
  expect(azure.calls[0].headers.get('authorization')).toBe('Bearer token for api://other');
});
