import { regions as azure } from '../../src/azure/regions';
import { regions as google } from '../../src/google/regions';
import { judgeRegion } from '../../src/private/region';

const none = 'which is no name of a region.';

test.each([
  ['West Europe', 'westeurope'],
  ['westeurop', 'westeurope'],
  ['wsteurope', 'westeurope'],
  ['eastus1', 'eastus'],
  ['EastUS2', 'eastus2'],
  ['europe-west1', 'westeurope'],
  ['us-east-1', 'eastus'],
])('Azure has no %s, and %s is meant', (given, meant) => {
  expect(judgeRegion(given, azure)).toEqual({ problem: `${none} Did you mean '${meant}'?` });
});

test.each([
  ['eu-west1', 'europe-west1'],
  ['eu-central-2', 'europe-central2'],
  ['europe-wst1', 'europe-west1'],
  ['europe_west1', 'europe-west1'],
  ['northeurope', 'europe-north1'],
  ['us-east-1', 'us-east1'],
  ['europe-west1-b', 'europe-west1'],
])('Google has no %s, and %s is meant', (given, meant) => {
  expect(judgeRegion(given, google)).toEqual({ problem: `${none} Did you mean '${meant}'?` });
});

test('where none is near, an example shows how they look', () => {
  expect(judgeRegion('eucentral1', azure)).toEqual({ problem: `${none} One is 'westeurope'.` });
  expect(judgeRegion('Europe', google)).toEqual({ problem: `${none} One is 'europe-west1'.` });
});

test.each([
  ['eastus4', azure, " Did you mean 'eastus'?"],
  ['italysouth', azure, " Did you mean 'italynorth'?"],
  ['irelandwest', azure, ''],
  ['europe-west15', google, " Did you mean 'europe-west1'?"],
  ['antarctica-south1', google, ''],
] as const)('%s may be new', (name, regions, question) => {
  expect(judgeRegion(name, regions)).toEqual({
    doubt:
      `'${name}' is no region that is known here.${question} If it is a new one, acknowledge this; if there is none, ` +
      'deploying fails.',
  });
});

test('says nothing of what is known, or will be on deployment only', () => {
  for (const regions of [azure, google]) {
    for (const name of [...regions.names, '${TfToken[TOKEN.1]}']) expect(judgeRegion(name, regions)).toEqual({});
    expect(regions.names.every((name) => regions.form.test(name))).toBe(true);
    expect(new Set(regions.names).size).toBe(regions.names.length);
  }
});
