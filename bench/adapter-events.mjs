// What Lambda hands to a function: a request of its URL, and a batch of SQS.
export const request = {
  version: '2.0',
  rawPath: '/hello',
  rawQueryString: 'a=1&a=2',
  cookies: ['a=1', 'b=2'],
  headers: {
    host: 'abc.lambda-url.eu-central-1.on.aws',
    'content-type': 'application/json',
    'user-agent': 'bench/1.0',
    accept: '*/*',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.1',
    'x-forwarded-port': '443',
    'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793',
  },
  requestContext: {
    domainName: 'abc.lambda-url.eu-central-1.on.aws',
    http: { method: 'POST', path: '/hello', sourceIp: '203.0.113.1' },
  },
  body: '{"name":"world"}',
  isBase64Encoded: false,
};

export const records = {
  Records: Array.from({ length: 10 }, (_, i) => ({
    messageId: `m${i}`,
    receiptHandle: 'r',
    body: '{"job":1}',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1700000000000' },
    messageAttributes: {},
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:jobs',
  })),
};

export const context = { awsRequestId: 'id', getRemainingTimeInMillis: () => 30_000 };
