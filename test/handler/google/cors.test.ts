import { Cors } from '../../../handler/google/cors';

const preflight = {
  method: 'OPTIONS',
  headers: { origin: 'https://a.example', 'access-control-request-method': 'GET' },
};

test('any origin is `*`, and never with credentials', () => {
  const headers = new Cors({ o: ['*'], c: 1 }, [['', '/*']]).headers('https://a.example');
  expect(Object.fromEntries(headers)).toEqual({ vary: 'Origin', 'access-control-allow-origin': '*' });
});

test('without methods of its own a policy has those of the routes', () => {
  const cors = new Cors({ o: ['*'] }, [
    ['GET,POST', '/a'],
    ['GET', '/b'],
  ]);
  expect(cors.preflight(preflight as never)!.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST');
  const named = new Cors({ o: ['*'], m: ['PUT'] }, [['', '/*']]);
  expect(named.preflight(preflight as never)!.headers.get('access-control-allow-methods')).toBe('PUT');
});

test('an answer to no origin still varies by it', () => {
  expect(Object.fromEntries(new Cors({ o: ['https://a.example'] }, []).headers(undefined))).toEqual({ vary: 'Origin' });
});
