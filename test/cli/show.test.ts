import { aws, everyKind, terraform } from './manifests';
import { show } from '../../src/cli/show';
import { style } from '../../src/cli/text';
import { triggerInWords } from '../../src/cli/words';
import type { Manifest } from '../../src/private/manifest';

const three: Manifest = {
  version: 1,
  functions: [...aws.functions, ...terraform.functions],
  resources: [...aws.resources, ...terraform.resources],
  stops: aws.stops,
  watches: [],
};

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

test('shows what a stop stops', () => {
  expect(shown(aws)).toMatch(/^Stop Stop\n.*\n +stack +thumbnails-aws\n +functions +Thumbnails\/Resize\n/m);
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
