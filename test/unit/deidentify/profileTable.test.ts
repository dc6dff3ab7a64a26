/** The project's table against the one that was read out of the standard by others, where that is at hand. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROFILE_ENTRIES, profileEntry } from '../../../src/imaging/deidentify/basicProfile.ts';

const snapshot = fileURLToPath(new URL('../../../../shared/data/dicom/ps315_basic_profile.json', import.meta.url));

interface SnapshotEntry {
  readonly tag: string;
  readonly name: string;
  readonly basicProfile: string;
  readonly [column: string]: string | undefined;
}

const COLUMNS = {
  rtnSafePrivOpt: 'safePrivate',
  rtnUIDsOpt: 'uids',
  rtnDevIdOpt: 'device',
  rtnInstIdOpt: 'institution',
  rtnPatCharsOpt: 'patient',
  rtnLongFullDatesOpt: 'fullDates',
  rtnLongModifDatesOpt: 'modifiedDates',
  cleanDescOpt: 'descriptors',
  cleanStructContOpt: 'structured',
  cleanGraphOpt: 'graphics',
} as const;

describe('table of PS3.15 E.1-1', () => {
  it('knows repeating groups and private attributes', () => {
    assert.equal(profileEntry(0x50040010)?.action, 'X');
    assert.equal(profileEntry(0x60103000)?.action, 'X');
    assert.equal(profileEntry(0x60104000)?.action, 'X');
    assert.equal(profileEntry(0x60100010), undefined);
    assert.equal(profileEntry(0x00091001)?.action, 'X');
    assert.equal(profileEntry(0x00100010)?.action, 'Z');
    assert.deepEqual(profileEntry(0x00080020), { action: 'Z', options: { fullDates: 'K', modifiedDates: 'C' } });
    assert.equal(profileEntry(0x00280010), undefined);
  });

  it('says of every attribute what the standard says', function () {
    if (!existsSync(snapshot)) {
      console.log('      skipped: the snapshot of the standard is not beside this repository');
      this.skip();
    }
    const entries = JSON.parse(readFileSync(snapshot, 'utf8')) as readonly SnapshotEntry[];
    assert.equal(entries.length, 621);
    assert.equal(PROFILE_ENTRIES.size, 621);
    for (const entry of entries) {
      const options = Object.fromEntries(
        Object.entries(COLUMNS).flatMap(([theirs, ours]) =>
          entry[theirs] === undefined ? [] : [[ours, entry[theirs]]],
        ),
      );
      const tag = entry.tag.startsWith('(GGGG') ? 'private' : entry.tag.replace(/[(),]/g, '').toLowerCase();
      assert.deepEqual(PROFILE_ENTRIES.get(tag), { action: entry.basicProfile, options }, `${entry.tag} ${entry.name}`);
    }
  });
});
