import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { rolesByTags } from '../../../../src/report/rolesByTags.ts';
import { imagesInWords } from '../../../../src/report/prompts/imagesInWords.ts';
import { fillPrompt, promptWords, readOwnWords } from '../../../../src/report/prompts/promptWords.ts';
import { findingsPrompt, impressionPrompt, sectionPrompt } from '../../../../src/report/prompts/sectionPrompts.ts';

describe('prompts', () => {
  it('that the demo model was trained on keep their words', () => {
    assert.deepEqual(findingsPrompt(), {
      id: 'findings-1',
      text: 'Write the Findings section of the report for this image.',
    });
    assert.equal(
      findingsPrompt(' Cough. ').text,
      'Indication: Cough.\nWrite the Findings section of the report for this image.',
    );
    assert.deepEqual(impressionPrompt('Clear.\n'), {
      id: 'impression-1',
      text: 'Findings: Clear.\nWrite the Impression section of the report from these findings.',
      rewrites: true,
    });
  });

  it('leave out a line that has nothing to say, and take what a report says as it is', () => {
    assert.equal(fillPrompt('A: ${indication}\nB ${other}', {}), 'B ${other}');
    assert.equal(fillPrompt('A: ${indication}', { indication: '${findings} $&' }), 'A: ${findings} $&');
  });

  it('take a workspace’s own words, which are told of', () => {
    const own = readOwnWords({ findings: 'Describe it.', impression: 7, other: 'x', again: ' ' });
    assert.deepEqual(own, { findings: 'Describe it.' });
    assert.deepEqual(sectionPrompt('findings', {}, own), {
      id: 'findings-1',
      text: 'Describe it.',
      ownWords: 'Describe it.',
    });
    assert.deepEqual(readOwnWords('x'), {});
  });

  it('stand in the docs, word for word', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../../../docs/drafts.md'), 'utf8');
    for (const { id, words } of Object.values(promptWords)) {
      assert.ok(docs.includes(id), id);
      for (const line of words.split('\n')) assert.ok(docs.includes(line), line);
    }
  });
});

describe('images in words', () => {
  it('name roles in order, and nothing where nothing is known of a single image', () => {
    assert.equal(imagesInWords([{ role: undefined }]), undefined);
    assert.equal(imagesInWords([]), undefined);
    assert.equal(
      imagesInWords([{ role: 'frontal' }, { role: 'lateral' }, { role: 'prior', earlier: '3 months earlier' }]),
      'Image 1 is the frontal view. Image 2 is the lateral view. Image 3 is the prior image, 3 months earlier.',
    );
    assert.equal(
      imagesInWords([{ role: undefined }, { role: 'prior' }]),
      'Image 1 is an image of the same study. Image 2 is the prior image.',
    );
  });

  it('get their roles from view and date', () => {
    const film = (viewPosition: string | undefined, studyDate?: string) => ({ viewPosition, studyDate });
    assert.deepEqual(rolesByTags([film('PA')]), [undefined]);
    assert.deepEqual(rolesByTags([film('PA', '2026-05-02'), film('LL', '2026-05-02'), film('PA', '2026-02-01')]), [
      'frontal',
      'lateral',
      'prior',
    ]);
    assert.deepEqual(rolesByTags([film(undefined), film('AP', '2026-02-01')]), [undefined, 'frontal']);
    const days = ['2026-11-27', '2026-08-27', '2026-11-27', undefined].map((day) => film(undefined, day));
    assert.deepEqual(rolesByTags(days), [undefined, 'prior', undefined, undefined]);
  });
});
