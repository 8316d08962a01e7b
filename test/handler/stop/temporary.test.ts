import { RestError } from '../../../handler/private/rest';
import { NotYet } from '../../../handler/stop/again';
import { isTemporary } from '../../../handler/stop/temporary';

const refused = (status: number | undefined) => new RestError('Stopping failed', status, '');

test.each([409, 412, 429, 500, 503, undefined])('%s may be another answer later', (status) => {
  expect(isTemporary(refused(status))).toBe(true);
  expect(isTemporary(new Error('Stopping failed', { cause: refused(status) }))).toBe(true);
});

test.each([400, 401, 403, 404])('%s stays', (status) => {
  expect(isTemporary(refused(status))).toBe(false);
});

test('what does not show yet may, and what is broken stays broken', () => {
  expect(isTemporary(new NotYet('Still running.'))).toBe(true);
  expect(isTemporary(new TypeError('Cannot read properties of undefined'))).toBe(false);
});
