import { readFileSync } from 'fs';
import { join } from 'path';
import { clouds, CloudName, place } from './stacks';
import { Thumbnails } from '../examples/thumbnails/thumbnails';

interface Named {
  readonly name?: string;
  readonly account_id?: string;
  readonly repository_id?: string;
}

type Names = Readonly<Record<string, string>>;

/** The names of resources on each cloud, by what the engine knows them by. */
const golden: Readonly<Record<CloudName, Names>> = JSON.parse(
  readFileSync(join(__dirname, 'names.golden.json'), 'utf8'),
);

function namesOn(cloud: CloudName): Names {
  const { stack, synth } = place(cloud);
  new Thumbnails(stack, 'Thumbnails', {
    catalogueUrl: 'https://example.com/catalogue.json',
    pictureOrigins: [],
  });
  const outdir = synth();
  return cloud === 'aws' ? logicalIds(outdir) : addresses(outdir);
}

/** On AWS names are made on deployment, from logical ids. A version's follows the code. */
function logicalIds(outdir: string): Names {
  const { Resources } = JSON.parse(readFileSync(join(outdir, 'service.template.json'), 'utf8'));
  const resources = Object.entries(Resources as Record<string, { Type: string }>);
  return sorted(
    resources.filter(([, { Type }]) => Type !== 'AWS::Lambda::Version').map(([id, { Type }]) => [id, Type]),
  );
}

/** Terraform's address of each resource, and its name where it has one of its own. */
function addresses(outdir: string): Names {
  const { resource } = JSON.parse(readFileSync(join(outdir, 'stacks', 'service', 'cdk.tf.json'), 'utf8'));
  const types = Object.entries(resource as Record<string, Record<string, Named>>);
  return sorted(
    types.flatMap(([type, all]) =>
      Object.entries(all).map(([id, { name, account_id: account, repository_id: repository }]): [string, string] => [
        `${type}.${id}`,
        // The name of a package follows the code.
        (name ?? account ?? repository ?? '').replace(/[0-9a-f]{64}/, '<sha256>'),
      ]),
    ),
  );
}

function sorted(entries: [string, string][]): Names {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A change of the golden file renames, and so replaces, resources of every user. It is made by hand, in a release that
 * says so: nothing here writes it.
 */
test.each(clouds)('the names on %s are those of every release before', (cloud) => {
  expect(namesOn(cloud)).toEqual(golden[cloud]);
});

test('no two resources of a kind have one name', () => {
  for (const cloud of ['azure', 'google'] as const) {
    const names = Object.entries(golden[cloud])
      .filter(([, name]) => name !== '' && !name.includes('${'))
      .map(([address, name]) => `${address.split('.')[0]} ${name}`)
      // Every storage account has a container and a blob of the same name, as the platform wants them.
      .filter((name) => !/^azurerm_storage_(container|blob) /.test(name));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});
