import fc from 'fast-check';
import { functionRequest } from '../../../handler/private/function-request';

const base = 'https://fn.example/';
const caller = { traceparent: undefined, remainingTime: () => 1000 };
const urlOf = (path: string) => functionRequest(base, path, undefined, caller).url;

test.each([
  ['/orders?limit=10', '/orders?limit=10'],
  ['orders', '/orders'],
  ['/a%20b/ü?q=a+b', '/a%20b/%C3%BC?q=a%20b'],
  ['/a?x=1&x=2&y=%26', '/a?x=1&x=2&y=%26'],
])('%s', (path, expected) => {
  expect(urlOf(path)).toBe(`https://fn.example${expected}`);
});

test('whatever the path is, the host is the function’s', () => {
  const path = fc.oneof(
    fc.webUrl(),
    fc.constantFrom('//evil.example/x', 'https://evil.example//evil.example', '/\\evil.example', '\\\\evil.example/'),
    fc.webPath().map((text) => `//${text}`),
  );
  fc.assert(
    fc.property(path, (text) => {
      let url: string;
      try {
        url = urlOf(text);
      } catch (error) {
        expect((error as Error).message).toMatch(/Invalid URL/);
        return;
      }
      expect(new URL(url).host).toBe('fn.example');
    }),
  );
});

test('an aborted request stays aborted', () => {
  const controller = new AbortController();
  const request = functionRequest(base, '/', { signal: controller.signal }, caller);
  controller.abort();
  expect(request.signal.aborted).toBe(true);
});

test('the context goes along; where there are spans, in a header of our own too', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const headers = (traced?: true) =>
    Object.fromEntries(
      functionRequest(base, '/', undefined, { ...caller, traceparent, tracestate: 'a=1', traced }).headers,
    );
  expect(headers()).toEqual({ traceparent, tracestate: 'a=1' });
  expect(headers(true)).toEqual({ traceparent, tracestate: 'a=1', 'x-faasade-traceparent': traceparent });
});

test('a context that the handler sets itself is left alone', () => {
  const given = { ...caller, traceparent: '00-1', tracestate: 'a=1', traced: true } as const;
  const { headers } = functionRequest(base, '/', { headers: { traceparent: '00-2' } }, given);
  expect(Object.fromEntries(headers)).toEqual({ traceparent: '00-2' });
});
