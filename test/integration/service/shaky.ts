import type { Handler } from 'faasade/handler';

/** Answers, and breaks off where it is asked to. */
export default {
  fetch(request) {
    if (new URL(request.url).pathname === '/break') process.exit(1);
    return new Response('well');
  },
  scheduled() {},
} satisfies Handler;
