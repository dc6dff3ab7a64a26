import assert from 'node:assert/strict';
import { proposedFolder } from '../../../src/imaging/deidentify/proposedFolder.ts';

const file = (path: string): { path: string; isFolder: boolean } => ({ path, isFolder: false });
const folder = (path: string): { path: string; isFolder: boolean } => ({ path, isFolder: true });

describe('folder proposed for de-identified copies', () => {
  for (const [inputs, proposed] of [
    [[file('/data/study/a.dcm')], '/data'],
    [[folder('/data/study')], '/data'],
    [[folder('/data/study/')], '/data'],
    [[folder('/data/study/series'), folder('/data/study')], '/data'],
    [[file('/data/study/series/1.dcm'), folder('/data')], undefined],
    [[file('/data/a/1.dcm'), file('/data/2.dcm')], undefined],
    [[folder('/data/a'), folder('/data/ab')], '/data'],
    [[file('/1.dcm')], undefined],
    [[folder('/')], undefined],
    [[], undefined],
  ] as const)
    it(`${inputs.map(({ path }) => path).join(' and ') || 'nothing'}: ${proposed ?? 'none'}`, () => {
      assert.equal(proposedFolder(inputs), proposed);
    });
});
