import { join } from 'node:path';
import { answer } from './serve';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { handler } = require(join(__dirname, 'index.js')) as {
  handler: (event: unknown, context: unknown) => Promise<unknown>;
};

let count = 0;

// As Lambda's runtime does: JSON in, JSON out.
answer(async ({ event }) => {
  const context = {
    awsRequestId: `request-${++count}`,
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:shop:live',
    getRemainingTimeInMillis: () => 29_000,
  };
  const result = await handler(event, context);
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
});
