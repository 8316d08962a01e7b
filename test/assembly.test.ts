import { assembly } from './built';

interface Docs {
  readonly docs?: { readonly summary?: string; readonly default?: string };
}
interface TypeReference {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly collection?: { readonly elementtype: TypeReference };
  readonly union?: { readonly types: TypeReference[] };
}
interface Member extends Docs {
  readonly name: string;
  readonly optional?: boolean;
  readonly type: TypeReference;
}
interface Callable extends Docs {
  readonly name?: string;
  readonly parameters?: Member[];
  readonly returns?: { readonly type: TypeReference };
}
interface Type extends Docs {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly namespace?: string;
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly initializer?: Callable;
  readonly methods?: Callable[];
  readonly properties?: Member[];
  readonly members?: Member[];
}

const types: Type[] = Object.values(assembly().types);
const neutral = types.filter(({ namespace }) => !namespace);

/** Every type that a public type shows, by where it shows it. */
function shown(type: Type): [where: string, type: TypeReference][] {
  const calls = [...(type.initializer ? [{ ...type.initializer, name: 'constructor' }] : []), ...(type.methods ?? [])];
  return [
    ...[...(type.base ? [type.base] : []), ...(type.interfaces ?? [])].map((fqn): [string, TypeReference] => [
      type.fqn,
      { fqn },
    ]),
    ...(type.properties ?? []).map((property): [string, TypeReference] => [
      `${type.fqn}.${property.name}`,
      property.type,
    ]),
    ...calls.flatMap(({ name, parameters, returns }) => [
      ...(parameters ?? []).map((parameter): [string, TypeReference] => [
        `${type.fqn}.${name}(${parameter.name})`,
        parameter.type,
      ]),
      ...(returns ? [[`${type.fqn}.${name}()`, returns.type] as [string, TypeReference]] : []),
    ]),
  ];
}

/** A type, and those that it is made of. */
function parts(type: TypeReference): TypeReference[] {
  const inner = [...(type.collection ? [type.collection.elementtype] : []), ...(type.union?.types ?? [])];
  return [type, ...inner.flatMap(parts)];
}

const where = (of: readonly Type[], matches: (type: TypeReference) => boolean) =>
  of.flatMap((type) =>
    shown(type)
      .filter(([, reference]) => parts(reference).some(matches))
      .map(([place]) => place),
  );

test('the assembly has the neutral module and one a cloud', () => {
  expect([...new Set(types.map(({ namespace }) => namespace))]).toEqual([undefined, 'aws', 'azure', 'google']);
  expect(neutral.map(({ name }) => name)).toEqual(expect.arrayContaining(['Function', 'Queue', 'Trigger', 'Capacity']));
});

test('no public type shows a union, which other languages see as anything', () => {
  expect(where(types, ({ union }) => union !== undefined)).toEqual([]);
});

test('no public type shows anything at all', () => {
  expect(where(types, ({ primitive }) => primitive === 'any' || primitive === 'json')).toEqual([]);
});

test('the neutral module shows no type of an engine, and none of a cloud', () => {
  expect(where(neutral, ({ fqn }) => fqn !== undefined && !/^(faasade|constructs)\.[^.]+$/.test(fqn))).toEqual([]);
});

test('no cloud shows a type of another, nor of another engine', () => {
  const own: Record<string, RegExp> = {
    aws: /^(faasade|constructs|aws-cdk-lib)\./,
    azure: /^(faasade|constructs|cdktf|@cdktf\/provider-azurerm)\./,
    google: /^(faasade|constructs|cdktf|@cdktf\/provider-google)\./,
  };
  for (const [cloud, allowed] of Object.entries(own)) {
    const others = Object.keys(own).filter((other) => other !== cloud);
    const ofCloud = types.filter(({ namespace }) => namespace === cloud);
    expect(ofCloud.length).toBeGreaterThan(2);
    expect(
      where(
        ofCloud,
        ({ fqn }) =>
          fqn !== undefined && (!allowed.test(fqn) || others.some((other) => fqn.startsWith(`faasade.${other}.`))),
      ),
    ).toEqual([]);
  }
});

test('every public symbol says what it is', () => {
  const silent = types.flatMap((type) =>
    [type, ...(type.methods ?? []), ...(type.properties ?? []), ...(type.members ?? [])]
      .filter(({ docs }) => !docs?.summary?.trim())
      .map(({ name }) => `${type.fqn} ${name}`),
  );
  expect(silent).toEqual([]);
});

test('every optional prop says what happens without it', () => {
  const optional = types
    .filter(({ datatype }) => datatype)
    .flatMap((type) => (type.properties ?? []).filter((property) => property.optional).map((prop) => ({ type, prop })));
  expect(optional.length).toBeGreaterThan(30);
  const silent = optional
    .filter(({ prop }) => !prop.docs?.default?.trim() || /^-?\s*undefined$/.test(prop.docs.default))
    .map(({ type, prop }) => `${type.fqn}.${prop.name}`);
  expect(silent).toEqual([]);
});

test('nothing internal is public', () => {
  const names = types.flatMap((type) =>
    [type, ...(type.methods ?? []), ...(type.properties ?? [])].map((of) => of.name),
  );
  expect(names.filter((name) => name?.startsWith('_'))).toEqual([]);
});
