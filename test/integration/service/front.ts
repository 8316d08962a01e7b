import type { Handler } from 'faasade/handler';

export default {
  async fetch(request, context) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/do/send') {
      await context.queue('Jobs').send(await request.json());
      return new Response(null, { status: 202 });
    }
    if (pathname === '/do/forbidden') return Response.json(await forbidden());
    if (pathname === '/do/try') {
      try {
        await context.queue(searchParams.get('queue')!).send({});
        return Response.json({ sent: true });
      } catch (error) {
        return Response.json({ sent: false, error: (error as Error).message });
      }
    }
    return Response.json({ cold: context.coldStart, left: context.remainingTime(), body: await request.text() });
  },
} satisfies Handler;

/** What the cloud says to a sender without the grant. */
async function forbidden(): Promise<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the runtime's own, on AWS only
  const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
  const command = new SendMessageCommand({ QueueUrl: process.env.FORBIDDEN_URL, MessageBody: '{}' });
  return new SQSClient({}).send(command).then(
    () => ({ sent: true }),
    (error: Error) => ({ sent: false, name: error.name, message: error.message }),
  );
}
