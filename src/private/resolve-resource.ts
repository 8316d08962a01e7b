import type { BucketProps, LifecycleRule } from '../bucket';
import type { QueueProps } from '../queue';
import { RemovalPolicy } from '../removal-policy';
import type { ResourceProps } from '../resource';
import type { SecretProps } from '../secret';
import type { KeyAttribute, TableProps } from '../table';
import type { TopicProps } from '../topic';
import { days, duration, maxAttempts, seconds, whole } from './checks';
import { corsSpec } from './cors';
import { checkCors } from './cors-checks';
import { existingOf } from './existing';
import type { Report } from './report';
import type {
  BucketSpec,
  KeySpec,
  LifecycleSpec,
  QueueSpec,
  ResourceKind,
  ResourceSpecs,
  SecretSpec,
  TableSpec,
  TopicSpec,
} from './resource-spec';

/** Fills in defaults and checks what has one meaning on every cloud. */
export function resolveResource<K extends ResourceKind>(
  kind: K,
  props: object,
  cloud: string,
  report: Report,
): ResourceSpecs[K] {
  return { ...resolvers[kind](props as never, report), ...resolveExisting(props, cloud, report) };
}

const resolvers: { readonly [K in ResourceKind]: (props: never, report: Report) => ResourceSpecs[K] } = {
  queue: resolveQueue,
  topic: resolveTopic,
  bucket: resolveBucket,
  table: resolveTable,
  secret: resolveSecret,
};

function resolveExisting(props: object, cloud: string, report: Report): { existing?: string } {
  const resource = existingOf(props);
  if (!resource) return {};
  const id = (resource as Record<string, string | undefined>)[cloud];
  if (id) return { existing: id };
  report.problem('fromExisting', `no id is given for '${cloud}'. Name the resource there.`);
  return {};
}

function common({ name, tags, encryptionKey, removalPolicy }: ResourceProps, retain: boolean) {
  return {
    ...(name !== undefined && { name }),
    ...(tags && { tags: { ...tags } }),
    ...(encryptionKey !== undefined && { encryptionKey }),
    retain: removalPolicy === undefined ? retain : removalPolicy === RemovalPolicy.RETAIN,
  };
}

function resolveQueue(props: QueueProps, report: Report): QueueSpec {
  const delaySeconds = duration('delay', props.delay, seconds, [0, 900], report);
  const retentionSeconds = duration('retention', props.retention, seconds, [600, 1_209_600], report);
  if (delaySeconds !== undefined && retentionSeconds !== undefined && retentionSeconds <= delaySeconds) {
    report.problem('retention', `${retentionSeconds} seconds end before the delay of ${delaySeconds}. Raise it.`);
  }
  return {
    ...common(props, false),
    maxAttempts: maxAttempts(props.maxAttempts, report),
    ordered: props.ordered ?? false,
    ...(delaySeconds && { delaySeconds }),
    ...(retentionSeconds !== undefined && { retentionSeconds }),
  };
}

function resolveTopic(props: TopicProps): TopicSpec {
  return common(props, false);
}

function resolveBucket(props: BucketProps, report: Report): BucketSpec {
  const cors = props.cors && corsSpec(props.cors);
  if (cors) checkCors('cors', cors, report);
  if (cors?.allowCredentials) {
    report.problem(
      'cors.allowCredentials',
      'signed URLs need no credentials, and not every cloud allows them. Leave it out.',
    );
  }
  return {
    ...common(props, true),
    versioned: props.versioned ?? false,
    lifecycleRules: (props.lifecycleRules ?? []).map((rule, index) => resolveRule(rule, index, props, report)),
    ...(cors && { cors: { ...cors, allowMethods: cors.allowMethods ?? ['GET', 'PUT'] } }),
  };
}

function resolveRule(rule: LifecycleRule, index: number, { versioned }: BucketProps, report: Report): LifecycleSpec {
  const prop = `lifecycleRules[${index}]`;
  const [expires, earlier] = (['expiresAfter', 'earlierVersionsExpireAfter'] as const).map((name) =>
    duration(`${prop}.${name}`, rule[name], days, [1, 36_500], report),
  );
  if (rule.expiresAfter === undefined && rule.earlierVersionsExpireAfter === undefined) {
    report.problem(prop, 'deletes nothing. Give it expiresAfter or earlierVersionsExpireAfter.');
  }
  if (rule.earlierVersionsExpireAfter !== undefined && !versioned) {
    report.problem(`${prop}.earlierVersionsExpireAfter`, 'the bucket keeps no earlier versions. Set versioned.');
  }
  return {
    prefix: rule.prefix ?? '',
    ...(expires !== undefined && { expiresAfterDays: expires }),
    ...(earlier !== undefined && { earlierVersionsExpireAfterDays: earlier }),
  };
}

function resolveTable(props: TableProps, report: Report): TableSpec {
  const spec: TableSpec = {
    ...common(props, true),
    ...keys(props),
    indexes: (props.indexes ?? [])
      .map((index) => ({ name: index.name, ...keys(index) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ...(props.ttlAttribute !== undefined && { ttlAttribute: props.ttlAttribute }),
    pointInTimeRecovery: props.pointInTimeRecovery ?? false,
  };
  checkTable(spec, report);
  return spec;
}

function keys({ partitionKey, sortKey }: Pick<TableProps, 'partitionKey' | 'sortKey'>) {
  return { partitionKey: keySpec(partitionKey), ...(sortKey && { sortKey: keySpec(sortKey) }) };
}

function keySpec(key: KeyAttribute | undefined): KeySpec {
  return { name: key?.name ?? '', type: key?.type ?? 'STRING' };
}

const attribute = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

function checkTable(spec: TableSpec, report: Report): void {
  const types = new Map<string, string>();
  const check = (prop: string, key: KeySpec | undefined): void => {
    if (!key) return;
    if (!attribute.test(key.name)) {
      report.problem(
        `${prop}.name`,
        `'${key.name}' is not a name: a letter first, then letters, digits and '_', 64 in all.`,
      );
    }
    const other = types.get(key.name);
    if (other !== undefined && other !== key.type) {
      report.problem(
        `${prop}.type`,
        `'${key.name}' is ${other} elsewhere in the table, and ${key.type} here. Make them equal.`,
      );
    }
    types.set(key.name, key.type);
  };
  const checkKeys = (prefix: string, { partitionKey, sortKey }: Pick<TableSpec, 'partitionKey' | 'sortKey'>): void => {
    check(`${prefix}partitionKey`, partitionKey);
    check(`${prefix}sortKey`, sortKey);
    if (sortKey?.name === partitionKey.name) {
      report.problem(`${prefix}sortKey.name`, `'${sortKey.name}' is the partition key already. Leave one out.`);
    }
  };
  checkKeys('', spec);
  for (const index of spec.indexes) {
    const prop = `indexes.${index.name}`;
    if (!/^[A-Za-z][A-Za-z0-9_-]{2,63}$/.test(index.name)) {
      report.problem(
        prop,
        `'${index.name}' is not a name: a letter first, then letters, digits, '_' and '-', 3 to 64 in all.`,
      );
    }
    if (spec.indexes.some((other) => other !== index && other.name === index.name)) {
      report.problem(prop, 'another index of the table has this name. Give one of them another.');
    }
    checkKeys(`${prop}.`, index);
  }
  if (spec.ttlAttribute !== undefined && (!attribute.test(spec.ttlAttribute) || types.has(spec.ttlAttribute))) {
    report.problem(
      'ttlAttribute',
      `'${spec.ttlAttribute}' is not the name of an attribute beside the keys: a letter first, then letters, digits and '_', 64 in all.`,
    );
  }
}

function resolveSecret(props: SecretProps, report: Report): SecretSpec {
  return {
    ...common(props, true),
    generatedLength: whole('generatedLength', props.generatedLength ?? 32, 16, 64, report),
  };
}
