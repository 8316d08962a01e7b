import { createServer } from 'http';
import { AddressInfo } from 'net';

/**
 * A URL that passes on what is pushed to it, and adds to each message how often it has come: Pub/Sub writes that where a
 * subscription has a limit of attempts, and its emulator does not.
 * @see https://cloud.google.com/pubsub/docs/handling-failures#track_delivery_attempts
 */
export async function countedPush(endpoint: string): Promise<string> {
  const attempts = new Map<string, number>();
  const server = createServer(async (incoming, outgoing) => {
    const envelope = JSON.parse(Buffer.concat(await incoming.toArray()).toString());
    const { messageId } = envelope.message;
    const deliveryAttempt = (attempts.get(messageId) ?? 0) + 1;
    attempts.set(messageId, deliveryAttempt);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ ...envelope, deliveryAttempt });
    const answer = await fetch(endpoint, { method: 'POST', headers, body }).catch(() => undefined);
    outgoing.writeHead(answer?.status ?? 503).end();
  });
  // It ends with the tests.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
