import type { Report } from './report';
import type { CorsSpec } from './spec';

/** What a browser would refuse, and what is no policy. @param prop where the policy stands */
export function checkCors(prop: string, cors: CorsSpec, report: Report): void {
  if (cors.allowOrigins.length === 0) {
    report.problem(`${prop}.allowOrigins`, `is empty. Name origins, or leave cors out.`);
  }
  for (const origin of cors.allowOrigins) {
    if (origin !== '*' && !/^https?:\/\/[^/\s*]+$/.test(origin)) {
      report.problem(
        `${prop}.allowOrigins`,
        `'${origin}' is not an origin. Write the scheme and host, such as 'https://example.com', or '*'.`,
      );
    }
  }
  if (cors.allowCredentials && cors.allowOrigins.includes('*')) {
    report.problem(`${prop}.allowCredentials`, `browsers refuse credentials with the origin '*'. Name the origins.`);
  }
  const age = cors.maxAgeSeconds;
  if (age !== undefined && (!Number.isInteger(age) || age < 0 || age > 86_400)) {
    report.problem(`${prop}.maxAge`, `${age} seconds are not a whole number from 0 to 86400 (one day).`);
  }
}
