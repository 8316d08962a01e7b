import { untraced } from '../../src/terraform/traces';

test('errors keep their traces, and nothing stays changed', () => {
  const { captureStackTrace } = Error;
  let caught = '';
  expect(() =>
    untraced(() => {
      const error = new Error('broken');
      caught = error.stack ?? '';
      throw error;
    }),
  ).toThrow('broken');
  expect(caught).toContain('traces.test.ts');
  expect(Error.captureStackTrace).toBe(captureStackTrace);
});
