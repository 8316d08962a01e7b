import { join } from 'path';
import { Construct } from 'constructs';
import * as faas from 'faasade';

/** What a place of the service may choose. */
export interface OnlineExamProps {
  /** Delete everything with the stack: for tests. */
  readonly temporary?: boolean;
}

/** An exam that is sat in two parts of the world, at times that are known long before. */
export class OnlineExam extends Construct {
  /** Hands out papers and takes answers. */
  public readonly exam: faas.Function;
  /** Stops and resumes all of it. */
  public readonly stop: faas.Stop;

  constructor(scope: Construct, id: string, props: OnlineExamProps = {}) {
    super(scope, id);
    faas.Parity.acknowledge(
      this,
      'capacity.windows',
      'Windows open 15 minutes early: what is late by some is in time.',
    );
    faas.Parity.acknowledge(this, 'table.writeOnly', 'Whoever grades may see results.');

    const removalPolicy = props.temporary ? faas.RemovalPolicy.DESTROY : faas.RemovalPolicy.RETAIN;
    const table = (name: string, options: Partial<faas.TableProps> = {}) =>
      new faas.Table(this, name, { partitionKey: { name: 'id' }, removalPolicy, ...options });

    const candidates = table('Candidates');
    const papers = table('Papers');
    const results = table('Results', { pointInTimeRecovery: true });
    const done = table('Done', { ttlAttribute: 'expires' });
    const answers = new faas.Queue(this, 'Answers', { maxAttempts: 20 });

    this.exam = new faas.Function(this, 'Exam', {
      code: handler('exam'),
      timeout: faas.Duration.seconds(10),
      triggers: [
        faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, methods: [faas.HttpMethod.GET], path: '/paper' }),
        faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, methods: [faas.HttpMethod.POST], path: '/answers' }),
      ],
      capacity: faas.Capacity.warm(1, { windows: [sittings.kolkata, sittings.berlin] }),
      limits: { maxInstances: 60 },
    });
    candidates.grantRead(this.exam);
    papers.grantRead(this.exam);
    answers.grantSend(this.exam);

    const grade = new faas.Function(this, 'Grade', {
      code: handler('grade'),
      timeout: faas.Duration.seconds(10),
      triggers: [faas.Trigger.queue(answers)],
      limits: { maxInstances: 20 },
    });
    papers.grantRead(grade);
    results.grantWrite(grade);
    done.grantReadWrite(grade);

    // What the tables bear, whatever is added later.
    faas.TotalLimits.set(this, { maxInstances: 80 });
    this.stop = faas.Stop.of(this);
  }
}

/** Each from a quarter of an hour before its sitting to a quarter after it. In no season are both open. */
const sittings = {
  kolkata: faas.CapacityWindow.cron({
    opens: '45 7 * * MON-FRI',
    closes: '15 11 * * MON-FRI',
    timeZone: 'Asia/Kolkata',
    warm: 30,
  }),
  berlin: faas.CapacityWindow.cron({
    opens: '45 8 * * MON-FRI',
    closes: '15 12 * * MON-FRI',
    timeZone: 'Europe/Berlin',
    warm: 20,
  }),
};

function handler(name: string): faas.Code {
  return faas.Code.bundle(join(__dirname, 'src', `${name}.ts`));
}
