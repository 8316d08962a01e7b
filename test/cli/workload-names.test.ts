import { Failure } from '../../src/cli/failure';
import { namedBy } from '../../src/cli/workload-names';

const on = (stack: string, name: string, entry = `src/${name}.ts`) => ({ stack, path: `${stack}/${name}`, entry });

const functions = [
  ...['shop-aws', 'shop-azure'].flatMap((stack) => [
    on(stack, 'Orders/Api'),
    on(stack, 'Orders/Grade'),
    on(stack, 'Admin/Api'),
    on(stack, 'Api/Stop/Breaker'),
    on(stack, 'Worker'),
  ]),
  on('blog-aws', 'Worker', 'src/blog.ts'),
];

/** Paths that a workload with these names has something of. */
function named(...names: string[]): Record<string, string> {
  return Object.fromEntries(namedBy(functions, names));
}

test.each([
  ['the whole name', 'Orders/Grade'],
  ['its end', 'Grade'],
  ['the whole path, of one stack', 'shop-azure/Orders/Grade'],
])('names what was described once by %s, wherever it was put', (_, name) => {
  expect(named(name)).toEqual({ 'shop-aws/Orders/Grade': name, 'shop-azure/Orders/Grade': name });
});

test('a whole name means all that have it, and a path with the stack tells those of different code apart', () => {
  const [aws, azure, blog] = ['shop-aws/Worker', 'shop-azure/Worker', 'blog-aws/Worker'];
  expect(named('Worker')).toEqual({ [aws!]: 'Worker', [azure!]: 'Worker', [blog!]: 'Worker' });
  expect(named('blog-aws/Worker', 'shop-aws/Worker')).toEqual({ [aws!]: aws, [azure!]: aws, [blog!]: blog });
});

test('a whole name comes before the same end of another', () => {
  const [, , admin] = functions;
  const both = [on('shop-aws', 'Api'), admin!];
  expect([...namedBy(both, ['Api']).keys()]).toEqual(['shop-aws/Api']);
});

test.each([
  [
    ['Api'],
    "The workload names 'Api', which is the end of several functions: Orders/Api, Admin/Api. Write more of the path.",
  ],
  [
    ['Grade', 'Orders/Grade'],
    "The workload names Orders/Grade twice, as 'Grade' and as 'Orders/Grade'. Leave one of them out.",
  ],
  [['grade'], "The workload names 'grade', which is no function. Did you mean Orders/Grade?"],
  [['Order/Grad'], "The workload names 'Order/Grad', which is no function. Did you mean Orders/Grade?"],
  [['Exam/Grade'], "The workload names 'Exam/Grade', which is no function. Did you mean Orders/Grade?"],
  [['rade'], "The workload names 'rade', which is no function. Did you mean Orders/Grade?"],
  [['Orders/Apis'], "The workload names 'Orders/Apis', which is no function. Did you mean Orders/Api or Admin/Api?"],
  [
    ['Mail'],
    "The workload names 'Mail', which is no function. There are: Orders/Api, Orders/Grade, Admin/Api, Api/Stop/Breaker, Worker.",
  ],
  [
    [''],
    "The workload names '', which is no function. There are: Orders/Api, Orders/Grade, Admin/Api, Api/Stop/Breaker, Worker.",
  ],
])('refuses %j', (names, message) => {
  expect(() => named(...names)).toThrow(new Failure(message));
});
