import { fieldLooksSecret } from '../../../handler/private/secret-names';

test.each([
  ...['password', 'DB_PASSWD', 'passphrase', 'pwd', 'clientSecret', 'token', 'accessToken', 'set-cookie', 'Cookie'],
  ...['authorization', 'Proxy-Authorization', 'apiKey', 'x-api-key', 'API_KEY', 'api key', 'privateKey', 'accountKey'],
  ...['awsSecretAccessKey', 'accessKeyId', 'x-functions-key', 'connectionString', 'credentials', 'jwt'],
])('%s is the name of a secret', (name) => expect(fieldLooksSecret(name, 'x')).toBe(true));

test.each(['key', 'id', 'user', 'passed', 'author', 'keys', 'partitionKey', 'message', 'trigger', 'eventId', '0', ''])(
  '%j is not',
  (name) => expect(fieldLooksSecret(name, 'x')).toBe(false),
);

test.each([undefined, null, '', true, false])('%j gives nothing away', (value) =>
  expect(fieldLooksSecret('password', value)).toBe(false),
);

test('numbers of tokens are counts, other numbers are not', () => {
  expect(fieldLooksSecret('promptTokens', 512)).toBe(false);
  expect(fieldLooksSecret('password', 123456)).toBe(true);
});

test('what holds more goes as a whole', () => {
  expect(fieldLooksSecret('credentials', { user: 'a' })).toBe(true);
  expect(fieldLooksSecret('tokens', ['a'])).toBe(true);
});
