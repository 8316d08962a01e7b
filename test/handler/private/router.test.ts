import fc from 'fast-check';
import { Router } from '../../../handler/private/router';

const request = (method: string, path: string) => ({ method, url: `https://fn.example${path}?q=/x` });
const takes = (pattern: string, path: string) => new Router([['', pattern]]).refuse(request('GET', path)) === undefined;

test.each([
  ['/', '/', true],
  ['/', '/a', false],
  ['/*', '/', true],
  ['/*', '/a/b', true],
  ['/a', '/a', true],
  ['/a', '/a/', false],
  ['/a', '/A', false],
  ['/a.b', '/aXb', false],
  ['/a/{id}', '/a/1', true],
  ['/a/{id}', '/a/', false],
  ['/a/{id}', '/a/1/2', false],
  ['/a/{id}/b/{other}', '/a/1/b/%2F', true],
  ['/a/*', '/a', true],
  ['/a/*', '/a/b/c', true],
  ['/a/*', '/ab', false],
])('pattern %s takes %s: %s', (pattern, path, expected) => {
  expect(takes(pattern, path)).toBe(expected);
});

test('HEAD goes where GET goes, and nothing else follows another method', () => {
  const router = new Router([['GET', '/a']]);
  expect(router.refuse(request('HEAD', '/a'))).toBeUndefined();
  expect(router.refuse(request('OPTIONS', '/a'))!.status).toBe(405);
});

test('a path of several routes takes the methods of all', () => {
  const router = new Router([
    ['POST', '/{x}'],
    ['GET', '/a'],
  ]);
  expect(router.refuse(request('GET', '/a'))).toBeUndefined();
  expect(router.refuse(request('PUT', '/a'))!.headers.get('allow')).toBe('POST, GET, HEAD');
});

test('a function without routes refuses everything', () => {
  expect(new Router().refuse(request('GET', '/'))!.status).toBe(404);
});

test('a literal pattern takes its own path only', () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9._~%-]+$/);
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1 }), fc.array(segment), (segments, others) => {
      const [pattern, other] = [segments, others].map((parts) => `/${parts.join('/')}`);
      expect(takes(pattern, pattern)).toBe(true);
      expect(takes(pattern, other)).toBe(pattern === other);
    }),
  );
});
