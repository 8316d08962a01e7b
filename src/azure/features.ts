import { approximated, exact, FeatureTable, unsupported } from '../private/features';

const serviceBusKey = unsupported(
  'Service Bus takes a key of your own for a whole namespace of the Premium tier. Make that one, give it to the cloud as ' +
    'serviceBusNamespace, and leave encryptionKey out.',
);

export const features = {
  memory: approximated('Instances on Azure have 512, 2048 or 4096 MiB; the next larger size is used.'),
  timeout: exact,
  environment: exact,
  'architecture.arm64': unsupported(
    'Azure Functions has 64-bit x86 only. Leave architecture out: AWS takes ARM anyway.',
  ),
  'runtime.node24': exact,
  'code.install': exact,
  'code.directory': exact,
  'code.image': unsupported(
    'The Flex Consumption plan runs packages, not container images. Take Code.bundle or Code.directory.',
  ),
  'http.public': exact,
  'http.iam': unsupported(
    'Azure makes tokens of callers out to an Entra application, which only an administrator of the directory can make. ' +
      'Have one made, and give it to the cloud as entraApplication.',
  ),
  'http.routes': exact,
  'http.cors': approximated(
    'Azure Functions answers preflights itself, and knows allowed origins and credentials only: it lets every method ' +
      'and header through, and leaves the time to the browser.',
  ),
  'schedule.cron': exact,
  'schedule.rate': exact,
  'schedule.rateUneven': unsupported(
    'An Azure timer fires at times of the clock. Take a number of minutes that divides an hour or a day.',
  ),
  'queue.delivery': exact,
  'queue.unconsumed': exact,
  'queue.batchSize': approximated('The adapter on Azure hands over one message at a time.'),
  'queue.partialFailure': exact,
  'queue.order': exact,
  'queue.orderedDeadLetters': approximated(
    'A Service Bus queue with sessions forwards nothing: a message that Azure itself takes for dead, such as that of an ' +
      "instance lost with the last attempt, stays in the queue's own dead-letter sub-queue, without a reason from the adapter.",
  ),
  'queue.delay': exact,
  'queue.retention': exact,
  'queue.tags': approximated(
    'Service Bus has tags for whole namespaces only: those of the queue stand in the manifest alone.',
  ),
  'queue.encryptionKey': serviceBusKey,
  'topic.delivery': exact,
  'topic.filter': exact,
  'topic.tags': approximated(
    'Service Bus has tags for whole namespaces only: those of the topic stand in the manifest alone.',
  ),
  'topic.encryptionKey': serviceBusKey,
  'bucket.objects': exact,
  'bucket.versions': exact,
  'bucket.lifecycle': approximated(
    'Azure Storage counts the age of an earlier version from when it was written, not from when it was replaced, so that ' +
      'it may be deleted sooner.',
  ),
  'bucket.cors': exact,
  'bucket.created': exact,
  'bucket.suffix': exact,
  'bucket.writeOnly': exact,
  'bucket.encryptionKey': exact,
  'table.items': exact,
  'table.index': exact,
  'table.ttl': exact,
  'table.pointInTimeRecovery': exact,
  'table.change': unsupported(
    "Cosmos DB's change feed has neither deleted items nor what an item was before. Have the code that writes the table " +
      'publish to a Topic, and trigger the function from that.',
  ),
  'table.writeOnly': approximated(
    'Cosmos DB has no conditions of its own, so that the client reads the one item before it changes it: a function that ' +
      'may write may also get single items, and can not query.',
  ),
  'table.tags': approximated(
    'Cosmos DB has tags for whole accounts only: those of the table stand in the manifest alone.',
  ),
  'table.encryptionKey': unsupported(
    'Cosmos DB takes a key of your own for a whole account. Make that one, give it to the cloud as cosmosAccount, and ' +
      'leave encryptionKey out.',
  ),
  'secret.value': exact,
  'secret.encryptionKey': unsupported(
    "Key Vault encrypts all secrets of a vault with Microsoft's keys. Leave encryptionKey out.",
  ),
  'delivery.reason': exact,
  'delivery.maxAttempts': exact,
  'delivery.backPressure': exact,
  'capacity.warm': exact,
  'capacity.windows': approximated(
    'A workflow sets them at each edge, maybe minutes late: new numbers, and a window that is open when it is first ' +
      'deployed, wait for the next one. Azure may restart the instances then, and the workflow may write all ' +
      'configuration of this one app: who may edit the workflow can have the app run other code.',
  ),
  'capacity.max': unsupported(
    'Azure has no such scaling, and a program that rewrites an app whenever a metric moves is not what one would trust. ' +
      'Keep a fixed number ready, and more in windows where the clock tells when the load comes.',
  ),
  'capacity.ping': unsupported(
    'Each scale group has instances of its own, which a ping from a timer does not reach. Keep one ready: Capacity.warm(1).',
  ),
  'limits.maxInstances': approximated(
    'Azure limits each scale group for itself: HTTP, each queue, the inbox and each schedule.',
  ),
  'limits.concurrencyPerInstance': exact,
  'limits.total': exact,
  'stop.functions': approximated(
    'Azure ends what is in work when an app stops, and a paused queue takes no completion: such a message has spent one ' +
      'attempt, and is delivered again after the resume even where its work was done.',
  ),
  'alarms.errorRate': exact,
  'alarms.latency': exact,
  'alarms.throttling': approximated(
    'Azure tells of answers with 429 alone, of which a handler may give some itself: events wait until there is room, which ' +
      'the alarm on those that wait sees.',
  ),
  'alarms.backlog': approximated(
    'Service Bus does not tell how long messages wait: the alarm goes off where more than 1,000 of them do for a quarter ' +
      'of an hour.',
  ),
  'alarms.spillover': approximated(
    'Azure does not tell which requests found no ready instance: they show in the alarm on cold starts.',
  ),
  'alarms.coldStarts': exact,
  'dashboard.waiting': approximated('Service Bus does not tell how long messages wait: the panel shows how many do.'),
  'budget.monthly': approximated(
    'A consumption budget of the resource group counts the function apps, not what they share, and learns of costs ' +
      'after 8 to 24 hours.',
  ),
  'budget.rate': approximated(
    'A log alert reckons with the metrics of the apps, which Azure writes into the log workspace some minutes late: neither ' +
      'triggers, logs nor resources.',
  ),
  'observability.logRetention': approximated(
    'A log workspace keeps the logs of all its functions alike, for 30 to 730 days: as long as the longest asks for.',
  ),
  'observability.tracing': approximated(
    'The Functions host gives a request that comes without a trace context one of its own: the first span of such a trace ' +
      'names a parent that only Application Insights has.',
  ),
} as const satisfies FeatureTable;
