import { approximated, exact, FeatureTable, unsupported } from '../private/features';

export const features = {
  memory: exact,
  timeout: exact,
  environment: exact,
  'architecture.arm64': unsupported(
    'Cloud Run functions have 64-bit x86 processors only. Leave architecture out, or set Architecture.X86_64.',
  ),
  'runtime.node24': exact,
  'code.install': exact,
  'code.directory': exact,
  'code.image': unsupported(
    'Cloud Run functions are built from source. Use Code.bundle or Code.directory; the image is for AWS.',
  ),
  'http.public': exact,
  'http.iam': exact,
  'http.routes': exact,
  'http.cors': exact,
  'schedule.cron': exact,
  'schedule.rate': exact,
  'schedule.rateUneven': unsupported(
    'Cloud Scheduler fires at times of the clock. Choose a number of minutes that divides an hour, or of hours that divides a day.',
  ),
  'queue.delivery': exact,
  'queue.unconsumed': approximated(
    'A Pub/Sub topic keeps nothing for a subscription that is not there yet: what is sent before a function consumes the queue is lost.',
  ),
  'queue.batchSize': approximated('Pub/Sub pushes one message a request, so each invocation gets one.'),
  'queue.partialFailure': exact,
  'queue.order': exact,
  'queue.orderedDeadLetters': exact,
  'queue.delay': unsupported(
    'Pub/Sub delivers at once. Leave it out, and have a schedule take later what has to wait, from a table.',
  ),
  'queue.retention': exact,
  'queue.tags': exact,
  'queue.encryptionKey': exact,
  'topic.delivery': exact,
  'topic.filter': exact,
  'topic.tags': exact,
  'topic.encryptionKey': exact,
  'bucket.objects': exact,
  'bucket.versions': exact,
  'bucket.lifecycle': exact,
  'bucket.cors': approximated(
    'Cloud Storage has one list of headers: those that requests may have and those that pages may read are the same.',
  ),
  'bucket.created': exact,
  'bucket.suffix': approximated(
    'Cloud Storage and Pub/Sub filter by the beginning of a key only: the adapter drops the other objects, at the price of an invocation each.',
  ),
  'bucket.writeOnly': approximated(
    'The least role of Cloud Storage that replaces and deletes objects also lists their names. It does not read their contents.',
  ),
  'bucket.encryptionKey': exact,
  'table.items': exact,
  'table.index': exact,
  'table.ttl': exact,
  'table.pointInTimeRecovery': exact,
  'table.change': unsupported(
    'Firestore tells of changes through Eventarc only, whose events have no dead letters. Have the function that writes the item publish to a Topic.',
  ),
  'table.writeOnly': approximated(
    'Firestore checks conditions and updates in transactions, which read: a function that may write may read too.',
  ),
  'table.encryptionKey': approximated(
    "Firestore's service agent has to exist, and Terraform can't make it: run `gcloud beta services identity create --service=firestore.googleapis.com` for the project once.",
  ),
  'table.tags': approximated('A Firestore database takes no labels: its tags stand in the manifest alone.'),
  'secret.value': exact,
  'secret.encryptionKey': approximated(
    "Secret Manager's service agent has to exist, and Terraform can't make it: run `gcloud beta services identity create --service=secretmanager.googleapis.com` for the project once.",
  ),
  'delivery.reason': exact,
  'delivery.maxAttempts': approximated(
    'Pub/Sub counts attempts as well as it can: a message may see a few more or less before the dead-letter topic.',
  ),
  'delivery.backPressure': approximated(
    'A push that a full function refuses costs an attempt; waits of 10 to 600 seconds between attempts soften it.',
  ),
  'capacity.warm': exact,
  'capacity.windows': approximated(
    'Jobs set them at each edge and once an hour in between, and may write the configuration of this one service: after a ' +
      'deploy within a window they may be missing for an hour.',
  ),
  'capacity.max': unsupported(
    'Google has no such scaling, and a program that rewrites a service whenever a metric moves is not what one would ' +
      'trust. Keep a fixed number ready, and more in windows where the clock tells when the load comes.',
  ),
  'capacity.ping': exact,
  'limits.maxInstances': exact,
  'limits.total': exact,
  'stop.functions': exact,
  'limits.concurrencyPerInstance': exact,
  'alarms.errorRate': exact,
  'alarms.latency': exact,
  'alarms.throttling': approximated('Google tells of answers with 429, of which a handler may give some itself.'),
  'alarms.backlog': exact,
  'alarms.spillover': approximated(
    'Google does not tell which requests found no ready instance: they show in the alarm on cold starts.',
  ),
  'alarms.coldStarts': exact,
  'dashboard.waiting': exact,
  'budget.monthly': approximated(
    'A billing budget counts what has the label of the budget, which are the functions, and learns of costs after hours.',
  ),
  'budget.rate': approximated(
    'An alert policy reckons with the allocated time of instances, at the price of work also where they wait: neither ' +
      'triggers, logs nor resources.',
  ),
  'observability.logRetention': approximated(
    "Logs stay in the project's log bucket `_Default`, whose retention is the project's: 30 days unless it was changed.",
  ),
  'observability.tracing': approximated(
    'Cloud Run puts a span of its own between a request and the function: the first span names it as its parent, which only ' +
      'Cloud Trace has. The trace stays one, and what one function sends or calls of another has the right parent.',
  ),
} as const satisfies FeatureTable;
