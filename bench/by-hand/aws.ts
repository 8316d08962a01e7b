import { App, Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';

const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false });
const PER_STACK = 25;
for (let first = 0; first < Number(count); first += PER_STACK) {
  const stack = new Stack(app, `service-${first}`);
  for (let n = first; n < Math.min(first + PER_STACK, Number(count)); n++) work(stack, n);
}
app.synth();

function work(stack: Stack, n: number): void {
  const deadLetters = new sqs.Queue(stack, `Jobs${n}DeadLetters`, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const jobs = new sqs.Queue(stack, `Jobs${n}`, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    visibilityTimeout: Duration.seconds(180),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
  });
  const fn = new lambda.Function(stack, `Work${n}`, {
    code: lambda.Code.fromAsset(`packages/${n}.zip`),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
    architecture: lambda.Architecture.ARM_64,
    memorySize: 512,
    timeout: Duration.seconds(30),
    logGroup: new logs.LogGroup(stack, `Logs${n}`, { retention: logs.RetentionDays.ONE_MONTH }),
    environment: { QUEUE: jobs.queueName },
  });
  const live = new lambda.Alias(stack, `Live${n}`, { aliasName: 'live', version: fn.currentVersion });
  live.addEventSource(new SqsEventSource(jobs, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 50 }));
}
