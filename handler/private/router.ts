import type { Route } from '../../src/private/contract';

interface Pattern {
  readonly path: RegExp;
  /** Undefined: every method. */
  readonly methods?: ReadonlySet<string>;
}

/** The routes of a function: clouds that cannot filter requests leave that to the adapter. */
export class Router {
  readonly #patterns: readonly Pattern[];

  constructor(routes: readonly Route[] = []) {
    this.#patterns = routes.map(([methods, path]) => ({
      path: pathPattern(path),
      methods: methods === '' ? undefined : new Set(routeMethods(methods)),
    }));
  }

  /**
   * The answer to a request that no route takes: 404 or 405. Undefined where a route takes it. It looks at the path
   * that the handler sees, dot segments resolved, so that the two never disagree.
   */
  refuse({ method, url }: Pick<Request, 'method' | 'url'>): Response | undefined {
    const path = pathOf(url);
    const allowed = new Set<string>();
    for (const pattern of this.#patterns) {
      if (!pattern.path.test(path)) continue;
      if (!pattern.methods || pattern.methods.has(method)) return undefined;
      for (const name of pattern.methods) allowed.add(name);
    }
    if (allowed.size === 0) return refusal(404, 'Not found');
    return refusal(405, 'Method not allowed', { allow: [...allowed].join(', ') });
  }
}

/** An answer of the adapter itself: it says what a caller may know, and no more. */
export function refusal(status: number, message: string, headers?: Record<string, string>): Response {
  return Response.json({ message }, { status, headers });
}

/** The methods of a route; HEAD follows GET. */
export function routeMethods(methods: string): string[] {
  return methods.split(',').flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name));
}

/** The path of a normalised URL; quicker than parsing it once more. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}

function pathPattern(path: string): RegExp {
  const rest = path.endsWith('/*');
  const segments = (rest ? path.slice(0, -2) : path)
    .replace(/[.*+?^$()[\]|\\]/g, '\\$&')
    .replace(/\{[^/{}]+\}/g, '[^/]+');
  return new RegExp(`^${segments}${rest ? '(?:/.*)?' : ''}$`, 's');
}
