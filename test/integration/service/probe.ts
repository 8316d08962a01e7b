import { join } from 'path';
import { Construct } from 'constructs';
import * as faas from 'faasade';

export interface ProbeProps {
  /** Where handlers tell what they did. */
  readonly mailbox: string;
  /** Environment of the front on top, such as where a queue is that it may not send to. */
  readonly environment?: Record<string, string>;
}

/** A service whose handlers tell what happens to them. */
export class Probe extends Construct {
  public readonly jobs: faas.Queue;
  public readonly forbidden: faas.Queue;
  public readonly front: faas.Function;
  public readonly worker: faas.Function;
  public readonly hono: faas.Function;

  constructor(scope: Construct, id: string, props: ProbeProps) {
    super(scope, id);
    const environment = { MAILBOX: props.mailbox };
    this.jobs = new faas.Queue(this, 'Jobs');
    this.forbidden = new faas.Queue(this, 'Forbidden');

    this.front = new faas.Function(this, 'Front', {
      code: code('front'),
      environment: { ...environment, ...props.environment },
      triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, path: '/do/*', methods: [faas.HttpMethod.POST] })],
    });
    this.jobs.grantSend(this.front);

    this.worker = new faas.Function(this, 'Worker', {
      code: code('worker'),
      // One second: queues hide a message for six times as long between attempts.
      timeout: faas.Duration.seconds(1),
      environment,
      triggers: [
        faas.Trigger.queue(this.jobs, { batchSize: 5 }),
        faas.Trigger.schedule(faas.Schedule.cron('* * * * *', { timeZone: 'Europe/Berlin' }), { name: 'tick' }),
      ],
    });

    this.hono = new faas.Function(this, 'Hono', {
      code: code('hono'),
      triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })],
    });
  }
}

function code(name: string): faas.Code {
  // The front tries AWS's own SDK against what it was not granted; it is there on Lambda only.
  return faas.Code.bundle(join(__dirname, `${name}.ts`), { external: ['@aws-sdk/client-sqs'] });
}
