import { Router } from './router';
import type { Route } from '../../src/private/contract';

const routers = new Map<Route, Router>();

/** The path of the route that takes a request, as its trigger has it; the narrowest where several do. */
export function routeOf(routes: readonly Route[] = [], request: Pick<Request, 'method' | 'url'>): string | undefined {
  const taking = routes.filter((route) => !routerOf(route).refuse(request)).map(([, path]) => path);
  return taking.sort((a, b) => b.length - a.length)[0];
}

function routerOf(route: Route): Router {
  const router = routers.get(route) ?? new Router([route]);
  routers.set(route, router);
  return router;
}
