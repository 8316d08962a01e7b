import { caller, FakeAzure } from './fake-azure';
import { create } from '../../../handler/azure/client-secret';
import { AccessDenied } from '../../../handler/errors';
import { expectSecret } from '../clients';

const azure = new FakeAzure();
const secret = (name: string) => create('ApiKey', ['https://vault.vault.azure.net/', name], caller);

expectSecret(
  () => {
    azure.answers.push(Response.json({ value: 's3cret' }));
    return secret('there');
  },
  's3cret',
  () => {
    azure.answers.splice(0, Infinity, Response.json({ error: { code: 'SecretNotFound' } }, { status: 404 }));
    return secret('missing');
  },
);

test('is read once with a token for vaults, however many ask', async () => {
  azure.clear();
  azure.answers.push(Response.json({ value: 'v' }));
  const values = await Promise.all([secret('key').value(), secret('key').value()]);
  expect(values).toEqual(['v', 'v']);
  expect(azure.calls.map(({ method, url }) => [method, url])).toEqual([
    ['GET', 'https://vault.vault.azure.net/secrets/key?api-version=7.4'],
  ]);
  expect(azure.calls[0].headers.get('authorization')).toBe('Bearer token for https://vault.azure.net');
});

test('fails if the vault refuses: AccessDenied, and a later try may succeed', async () => {
  azure.answers.push(new Response('no', { status: 403 }), Response.json({ value: 'v' }));
  await expect(secret('denied').value()).rejects.toBeInstanceOf(AccessDenied);
  expect(await secret('denied').value()).toBe('v');
});
