import { join } from 'path';
import { Construct } from 'constructs';
import * as faas from 'faasade';

/** What a place of the service may choose. */
export interface ThumbnailsProps {
  /** Where the list of pictures is that are rendered again each night. */
  readonly catalogueUrl: string;
  /** Where pictures may come from and thumbnails go to, such as `https://pictures.example.com`. */
  readonly pictureOrigins: string[];
}

/** Makes thumbnails of pictures: described once, it names no cloud. */
export class Thumbnails extends Construct {
  /** Accepts work over HTTP. */
  public readonly front: faas.Function;

  constructor(scope: Construct, id: string, props: ThumbnailsProps) {
    super(scope, id);

    faas.Parity.acknowledge(
      this,
      'queue.batchSize',
      'Where pictures come one at a time, they are only made one at a time.',
    );

    const environment = { PICTURE_ORIGINS: props.pictureOrigins.join(' ') };
    const jobs = new faas.Queue(this, 'Jobs', { maxAttempts: 5 });

    this.front = new faas.Function(this, 'Front', {
      code: handler('front'),
      timeout: faas.Duration.seconds(10),
      environment,
      triggers: [
        faas.Trigger.http({
          auth: faas.HttpAuth.PUBLIC,
          methods: [faas.HttpMethod.POST],
          path: '/thumbnails',
          cors: { allowOrigins: ['https://app.example.com'], allowHeaders: ['content-type'] },
        }),
        faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, methods: [faas.HttpMethod.GET], path: '/health' }),
      ],
      capacity: faas.Capacity.warm(1),
      // What strangers may call is limited, on AWS by a reservation.
      limits: { maxInstances: 20 },
    });
    jobs.grantSend(this.front);

    new faas.Function(this, 'Resize', {
      code: handler('resize'),
      memory: faas.Size.mebibytes(1024),
      timeout: faas.Duration.minutes(2),
      environment,
      triggers: [faas.Trigger.queue(jobs, { batchSize: 5 })],
      limits: { maxInstances: 20 },
    });

    const nightly = new faas.Function(this, 'Nightly', {
      code: handler('nightly'),
      timeout: faas.Duration.minutes(5),
      environment: { ...environment, CATALOGUE_URL: props.catalogueUrl },
      triggers: [
        faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' }), { name: 'catalogue' }),
      ],
    });
    jobs.grantSend(nightly);
  }
}

function handler(name: string): faas.Code {
  return faas.Code.bundle(join(__dirname, 'src', `${name}.ts`));
}
