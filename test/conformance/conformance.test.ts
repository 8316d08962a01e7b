import { readFileSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { Cloud, Function } from '../../src';
import { features as aws } from '../../src/aws/features';
import { features as azure } from '../../src/azure/features';
import { features as google } from '../../src/google/features';
import type { FeatureId, FeatureTable } from '../../src/private/features';
import { triggerRoutes } from '../../src/private/spec';
import { boardsOf, faultsOfBoards } from '../dashboards/synthesized';
import { clouds, CloudName, place, quiet, terraformStacks, warnings } from '../stacks';
import { terraform } from '../terraform';
import { Case, cases, code, triggersInOrders } from './cases';
import { tooWide } from './least-privilege';

const tables: Record<CloudName, FeatureTable> = { aws, azure, google };

/** Hashes follow the code of handler and adapter, which have tests of their own. */
function normalised(text: string): string {
  return text.replace(/[0-9a-f]{64}/g, '<sha256>').replace(/CurrentVersion[0-9A-Za-z]+/g, 'CurrentVersion<hash>');
}

function verdicts(cloud: CloudName, { uses }: Case, kind: 'approximated' | 'unsupported'): FeatureId[] {
  return uses.filter((id) => tables[cloud][id].kind === kind);
}

test('each kind of trigger is in some case', () => {
  const { stack, other } = place('aws');
  const kinds = cases.flatMap(({ describe: build, uses }, index) => {
    if (verdicts('aws', { uses } as Case, 'unsupported').length > 0 || cases[index]!.refused?.aws) return [];
    const scope = new Construct(stack, `Case${index}`);
    build(scope, () => other(`other${index}`));
    const built = scope.node.findAll().filter((node): node is Function => node instanceof Function);
    return built.flatMap(({ _core }) => _core.model.triggers.map(({ kind }) => kind));
  });
  expect([...new Set(kinds)].sort()).toEqual(Object.keys(triggerRoutes).sort());
});

test('each feature is in some case', () => {
  const used = new Set(cases.flatMap(({ uses }) => uses));
  // These have tests of their own: limits in bad-input, retries on the real runtimes, and installing in the bundler's.
  const elsewhere: FeatureId[] = ['timeout', 'environment', 'queue.partialFailure', 'code.install'];
  expect([...used, ...elsewhere].sort()).toEqual(Object.keys(aws).sort());
});

describe.each(clouds)('on %s', (cloud) => {
  const emitted = new Set<string>();
  const checked = { dashboards: 0, queries: 0 };

  describe.each(cases)('$name', (description) => {
    const unsupported = verdicts(cloud, description, 'unsupported');
    const refused = description.refused?.[cloud];

    if (unsupported.length > 0 || refused) {
      test('throws the reason that the table gives, before any resource exists', () => {
        const { stack, other } = place(cloud);
        const build = jest.spyOn(Cloud.of(stack)._target, 'buildFunction');
        let message = '';
        try {
          description.describe(stack, other);
        } catch (error) {
          message = (error as Error).message;
        }
        for (const id of unsupported) expect(message).toContain((tables[cloud][id] as { reason: string }).reason);
        if (refused) expect(message.split('\n')).toContain(refused);
        expect(build).not.toHaveBeenCalled();
        build.mockRestore();
        expect(stack.node.findAll().filter((node) => node instanceof Function)).toEqual([]);
      });
      return;
    }

    test('synthesizes, validates, and warns about what the table says and nothing else', async () => {
      const { stack, other, synth } = place(cloud);
      if (!description.watched) quiet(stack);
      description.describe(stack, () => other());
      const outdir = synth();
      const ids = [...new Set(warnings(outdir).map(({ id }) => id))].sort();
      expect(ids).toEqual(verdicts(cloud, description, 'approximated').sort());
      ids.forEach((id) => emitted.add(id));
      expect(tooWide(cloud, outdir)).toEqual([]);
      const boards = boardsOf(cloud, outdir);
      expect(faultsOfBoards(cloud, boards)).toEqual([]);
      checked.dashboards += boards.dashboards.length;
      checked.queries += boards.queries.length;
      if (cloud === 'aws') {
        const text = readFileSync(join(outdir, 'service.template.json'), 'utf8');
        expect(normalised(text)).toMatchSnapshot();
      } else {
        for (const folder of terraformStacks(outdir)) {
          expect(normalised(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'))).toMatchSnapshot();
          await terraform.validate(folder);
        }
      }
    });
  });

  test('emits each declared approximation in some case', () => {
    const declared = Object.entries(tables[cloud]).filter(([, { kind }]) => kind === 'approximated');
    expect([...emitted].sort()).toEqual(declared.map(([id]) => id).sort());
  });

  test('has dashboards and queries in some cases', () => {
    expect(checked.dashboards).toBeGreaterThan(0);
    // CloudWatch's maths has no parser: see test/pricing/cost-rate.test.ts.
    if (cloud !== 'aws') expect(checked.queries).toBeGreaterThan(10);
  });

  test('builds the same whatever the order of triggers', () => {
    const outputs = triggersInOrders().map((triggers) => {
      const { stack, synth } = place(cloud);
      const fn = new Function(stack, 'All', { code });
      triggers(stack).forEach((trigger) => fn.addTrigger(trigger));
      const outdir = synth();
      const file = cloud === 'aws' ? 'service.template.json' : join('stacks', 'service', 'cdk.tf.json');
      return sorted(JSON.parse(readFileSync(join(outdir, file), 'utf8')));
    });
    expect(outputs).toHaveLength(24);
    expect(new Set(outputs).size).toBe(1);
  });
});

/** JSON with sorted keys and lists: the order in which constructs and statements were added is not what is built. */
function sorted(value: unknown): string {
  const inOrder = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (!item || typeof item !== 'object') return item;
    const entries = Object.entries(item).map(([key, child]) => [key, inOrder(child)] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.stringify(inOrder(value));
}
