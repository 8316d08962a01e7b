import { aws, everyKind, terraform, watched } from './manifests';
import { show } from '../../src/cli/show';
import { style } from '../../src/cli/text';
import { triggerInWords } from '../../src/cli/words';
import type { FunctionEntry, Manifest } from '../../src/private/manifest';
import type { AlarmsRecord, TracingRecord } from '../../src/private/watch-records';

const three: Manifest = {
  version: 1,
  functions: [...aws.functions, ...terraform.functions],
  resources: [...aws.resources, ...terraform.resources],
  stops: aws.stops,
  watches: [],
};

const told = [{ kind: 'email', address: 'team@example.com' }] as const;

function shown(manifest: Manifest, width?: number): string {
  return show(manifest, style(false, width));
}

test('has one block for what was described once, with clouds as columns', () => {
  const text = shown(three);
  expect(text.match(/^(Function|Queue) .*$/gm)).toEqual([
    'Function Thumbnails/Resize  src/resize.ts, nodejs22',
    'Queue Thumbnails/Jobs',
  ]);
  expect(text).toMatch(/^ +memory +1500 MiB +1500 → 2048 MiB +1500 MiB$/m);
  expect(text).toMatchSnapshot();
});

test('shows windows of capacity line by line', () => {
  const windows = [{ opens: '45 7 * * *', closes: '15 11 * * *', timeZone: 'Asia/Kolkata', warm: 30 }];
  const scaling = { max: 40, targetUtilization: 0.7 };
  const [exam] = aws.functions.map((fn) => ({ ...fn, capacity: { warm: 1, windows, scaling } }));
  expect(shown({ ...aws, functions: [exam!] })).toMatch(
    /^ +capacity +1 warm, up to 40 by use, at most .*\n +30 warm from '45 7 \* \* \*' to '15 11 \* \* \*' Asia\/Kolkata$/m,
  );
});

test('shows what a stop stops, and whom its alarms tell', () => {
  expect(shown(aws)).toMatch(
    /^Stop Stop\n.*\n +stack +thumbnails-aws\n +scope +thumbnails-aws\n +functions +Thumbnails\/Resize\n +alarms tell +nobody\n/m,
  );
  const stops = aws.stops.map((stop) => ({ ...stop, notify: told }));
  expect(shown({ ...aws, stops })).toMatch(/^ +alarms tell +team@example\.com$/m);
});

test('shows what watches: alarms and traces of each function, budgets and dashboards', () => {
  expect(shown(watched)).toMatchSnapshot();
});

test('has one way to show what watches on every cloud', () => {
  const rows = (text: string) =>
    text
      .split('\n\nApproximations\n')[0]!
      .split('\n\nEverything ')[0]!
      .match(/^(?:  \w[\w ]*?(?=  )|[A-Z]\w+ [\w/]+$)/gm);
  const of = (cloud: string): Manifest => ({
    ...watched,
    functions: watched.functions.filter((fn) => fn.cloud === cloud),
    watches: watched.watches.filter((watch) => watch.cloud === cloud && watch.kind !== 'alarms'),
  });
  const [first, ...others] = ['aws', 'azure', 'google'].map((cloud) =>
    rows(shown(of(cloud)).replace(/^ +on .*\n/gm, '')),
  );
  expect(others).toEqual([first, first]);
  expect(first).toEqual(expect.arrayContaining(['  traces', '  alarms', '  they tell', 'Budget Budget', '  amount']));
});

/** The rows that begin so, of one function on AWS. */
function rowsOf(rest: Partial<FunctionEntry>, labels: string): string {
  const [resize] = aws.functions.map((fn) => ({ ...fn, ...rest }));
  const lines = shown({ ...aws, functions: [resize!], stops: [] }).split('\n');
  return lines.filter((line) => new RegExp(`^  (${labels}) `).test(line)).join('\n');
}

const nothing = { throttling: false, deadLetters: false, spillover: false };

test.each<[string, AlarmsRecord | undefined, string]>([
  ['there are none', undefined, '  alarms       none'],
  [
    'nobody is told',
    { ...nothing, coldStartsPercent: 10, notify: [] },
    '  alarms       more than 10 % start cold\n  they tell    nobody',
  ],
  ['nothing is watched', { ...nothing, notify: told }, '  alarms       none: nothing is watched'],
  [
    'only waiting is watched',
    { ...nothing, backlogSeconds: 0.5, notify: told },
    '  on backlog   longer than 0.5 seconds\n  they tell    team@example.com',
  ],
  [
    'limits are short, and channels are known later',
    {
      ...nothing,
      p95Milliseconds: 250,
      p99Milliseconds: 5600.000000000001,
      notify: [{ kind: 'email' }, { kind: 'webhook' }],
    },
    '  alarms       p95 above 250 ms, p99 above 5.6 s\n' +
      '  they tell    an address that is known on deployment, a webhook that is known on deployment',
  ],
])('says of alarms that %s', (_, alarms, rows) => {
  expect(rowsOf({ alarms }, 'alarms|on \\w+|they tell')).toBe(rows);
});

test.each<[string, TracingRecord | undefined, string]>([
  ['is not traced', undefined, '  traces       none'],
  ['sends all', { endpoint: 'http://localhost:4318' }, '  traces       to http://localhost:4318'],
  ['sends to where is known later', {}, '  traces       to a collector that is known on deployment'],
])('says of a function that it %s', (_, tracing, rows) => {
  expect(rowsOf({ tracing }, 'traces')).toBe(rows);
});

test('writes once what is the same everywhere', () => {
  const text = shown(three);
  expect(text.match(/HTTP POST \/resize/g)).toHaveLength(1);
  expect(text.match(/^ +timeout +30 s$/gm)).toHaveLength(1);
});

test.each([80, 100, 140])('fits %d columns and cuts nothing', (width) => {
  const text = shown(three, width);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
  expect(text).not.toContain('…');
});

test('tells stacks of one cloud apart, and goes on below where they do not fit', () => {
  // GIVEN
  const [resize] = aws.functions;
  const stages = ['Dev', 'Test', 'Live', 'Spare'].map((stage) => {
    const stack = `${stage}/thumbnails-aws`;
    return { ...resize, stack, path: `${stack}/Thumbnails/Resize`, triggers: [] };
  });
  // WHEN
  const text = shown({ version: 1, functions: stages, resources: [], stops: [], watches: [] });
  // THEN
  expect(text.match(/^ +stack .*$/gm)).toEqual([
    expect.stringMatching(/stack +Dev\/thumbnails-aws +Live\/thumbnails-aws +Spare\/thumbnails-aws$/),
    expect.stringMatching(/stack +Test\/thumbnails-aws$/),
  ]);
  expect(text).toMatch(/^ +aws Dev\/thumbnails-aws +AWS::Lambda::Function /m);
  expect(text).toMatch(/^ +triggers +none$/m);
});

test('keeps functions of the same name and another entry apart', () => {
  const [resize] = aws.functions;
  const [azure] = terraform.functions;
  const text = shown({
    version: 1,
    functions: [resize, { ...azure, entry: 'src/other.ts' }],
    resources: [],
    stops: [],
    watches: [],
  });
  expect(text.match(/^Function .*$/gm)).toEqual([
    'Function Thumbnails/Resize  src/resize.ts, nodejs22',
    'Function Thumbnails/Resize  src/other.ts, nodejs22',
  ]);
});

test('lists each approximation once, with all that it concerns', () => {
  const text = shown(three);
  expect(text).toMatch(
    / +delivery\.maxAttempts +google +Pub\/Sub counts .*\n +\(Thumbnails\/Resize, Thumbnails\/Jobs\)\n/,
  );
  expect(shown(aws)).toMatch(/\n\nEverything is as described on every cloud\.\n$/);
});

test('has a block for each resource, by kinds, with what it is and nothing of what an existing one is not', () => {
  const text = shown(everyKind);
  expect(text.match(/^[A-Z]\w+ \w+$/gm)).toEqual([
    'Queue Foreign',
    'Queue Ordered',
    'Topic Paid',
    'Bucket Uploads',
    'Table Orders',
    'Secret Key',
  ]);
  expect(text).toMatchSnapshot();
});

test('says so if nothing was described', () => {
  expect(shown({ version: 1, functions: [], resources: [], stops: [], watches: [] })).toBe(
    'No functions and no resources were described.\n',
  );
});

const base = { key: 'key', warm: 0 };

test.each([
  [{ kind: 'http', auth: 'PUBLIC', ...base, methods: ['GET', 'PUT'], path: '/a' }, 'HTTP GET, PUT /a'],
  [
    { kind: 'http', auth: 'PUBLIC', ...base, methods: [], path: '/*', cors: { allowOrigins: ['*'] } },
    'HTTP any method /*, CORS for *',
  ],
  [{ kind: 'schedule', ...base, schedule: { kind: 'rate', minutes: 1 } }, 'schedule key: every 1 minute'],
  [{ kind: 'queue', ...base, queue: 'other/Jobs', batchSize: 1 }, 'queue other/Jobs, up to 1 message at a time'],
  [{ kind: 'queue', ...base, queue: 'stack/Jobs', warm: 2 }, 'queue Jobs, 2 warm'],
  [
    { kind: 'http', auth: 'IAM', ...base, methods: ['POST'], path: '/pay' },
    'HTTP POST /pay, for granted functions only',
  ],
  [{ kind: 'topic', ...base, topic: 'stack/Paid', filter: {} }, 'topic Paid'],
  [
    {
      kind: 'topic',
      ...base,
      topic: 'stack/Paid',
      filter: { country: { equals: ['de', 'at'] }, sku: { prefix: 'book-' } },
    },
    'topic Paid, country is de or at, sku is book-…',
  ],
  [{ kind: 'objectCreated', ...base, bucket: 'stack/In', prefix: '', suffix: '' }, 'new objects of bucket In'],
  [
    { kind: 'objectCreated', ...base, bucket: 'stack/In', prefix: 'raw/', suffix: '.png' },
    'new objects of bucket In, raw/….png',
  ],
  [{ kind: 'tableChange', ...base, table: 'stack/Orders', warm: 1 }, 'changes of table Orders, 1 warm'],
  [{ kind: 'metric', ...base }, 'metric key'],
])('puts a trigger in words: %j', (trigger, words) => {
  expect(triggerInWords(trigger, 'stack')).toBe(words);
});
