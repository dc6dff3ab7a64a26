/** What is worked out from a draft's text: which words change, how far it was edited, what of a section is filled. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { editDistance } from '../../../../src/report/drafts/editDistance.ts';
import { readProvenance } from '../../../../src/report/drafts/readProvenance.ts';
import { placeTagWords, type TagSection } from '../../../../src/report/drafts/tagWords.ts';
import { filledText } from '../../../../src/report/drafts/unfilledSection.ts';
import { wordDiff } from '../../../../src/report/drafts/wordDiff.ts';
import { applyChange } from '../../../../src/report/reading/textRange.ts';
import { findSection, parseReport, type ReportSection } from '../../../../src/report/reportDocument.ts';
import { builtInTemplates } from '../../../../src/report/templates/builtInTemplates.ts';
import { fillVariables } from '../../../../src/report/templates/fillVariables.ts';

describe('wordDiff', () => {
  it('says which words go and which come, by their place in each text', () => {
    const [before, after] = ['Small left pleural effusion.', 'Moderate left effusion, unchanged.'];
    const diff = wordDiff(before, after);
    assert.ok(diff);
    assert.deepEqual(diff.removed.map(({ start, end }) => before.slice(start, end)).join('|'), 'Small|pleural ');
    assert.deepEqual(diff.added.map(({ start, end }) => after.slice(start, end)).join('|'), 'Moderate|, unchanged');
  });

  it('of equal texts is empty; very long ones are not compared', () => {
    assert.deepEqual(wordDiff('a b', 'a b'), { removed: [], added: [] });
    assert.equal(wordDiff('a'.repeat(30_000), 'b'), undefined);
  });

  it('is not made of long texts with no word in common, which would hold the editor up', () => {
    const [before, after] = ['a', 'b'].map((letter) =>
      Array.from({ length: 600 }, (_, index) => `${letter}${String(index)}`).join(' '),
    );
    assert.ok(before !== undefined && after !== undefined);
    const start = performance.now();
    assert.equal(wordDiff(before, after), undefined);
    assert.ok(performance.now() - start < 1000);
    assert.equal(wordDiff(before, before.replace('a7 ', 'x '))?.removed.length, 1);
  });
});

describe('editDistance', () => {
  it('counts characters, and gives up on what takes too long', () => {
    assert.equal(editDistance('left effusion', 'right effusion'), 4);
    assert.equal(editDistance('same', 'same'), 0);
    assert.equal(editDistance('x'.repeat(30_000), 'y'), undefined);
  });
});

/** The report's own sections in which nobody has written. */
function waiting(text: string): ReportSection[] {
  return parseReport(text).sections.filter(
    (section) => section.kind !== 'other' && filledText(text, section) === undefined,
  );
}

describe('filledText', () => {
  const of = (body: string): string | undefined => {
    const text = `## Findings\n\n${body}\n\n## Impression\n`;
    const section = findSection(parseReport(text), 'findings');
    assert.ok(section);
    return filledText(text, section);
  };

  it('is undefined where nobody has written anything', () => {
    for (const body of [
      '',
      '[findings]',
      'Lungs: [clear | opacity]\nPleura:\n[effusion]\n',
      '### Chest\n\n- **Heart:** [normal | large], [size]. Volumes: [low | high].',
    ])
      assert.equal(of(body), undefined, body);
  });

  it('is undefined for the sections of built-in templates as they come', () => {
    for (const { id, body } of builtInTemplates) {
      const text = fillVariables(body, {});
      assert.deepEqual(waiting(text).length > 2, true, id);
      for (const section of parseReport(text).sections)
        if (section.kind !== 'other') assert.equal(filledText(text, section), undefined, `${id}, ${section.title}`);
    }
  });

  it('keeps words of a person beside one field or many', () => {
    for (const [body, kept] of [
      ['120 mL iohexol, delay 70 s, [slice thickness]', '120 mL iohexol, delay 70 s'],
      ['Lungs: clear, [lobe]. Volumes: [low | high].', 'Lungs: clear. Volumes:.'],
      ['Heart: enlarged, cardiothoracic ratio [ratio]', 'Heart: enlarged, cardiothoracic ratio'],
      ['Small effusion on the [side: left | right] [size]', 'Small effusion on the'],
    ] as const)
      assert.equal(of(body), kept, body);
  });

  it('leaves out what is still open', () => {
    assert.equal(of('Lungs: clear.\nHeart: [size].'), 'Lungs: clear.');
    assert.equal(of('Lungs: clear, [lobe].\r\n\r\nHeart: normal.'), 'Lungs: clear.\r\n\r\nHeart: normal.');
    assert.equal(of('Clear.'), 'Clear.');
  });

  it('tells which sections of a report wait', () => {
    const text = '## Indication\n\nCough.\n\n## Technique\n\n[technique]\n\n## Findings\n\n## Impression\n\nNormal.\n';
    assert.deepEqual(
      waiting(text).map(({ kind }) => kind),
      ['technique', 'findings'],
    );
  });
});

describe('placeTagWords', () => {
  const placed = (body: string, kind: TagSection = 'technique'): string | undefined => {
    const title = kind === 'technique' ? 'Technique' : 'Comparison';
    const text = `## ${title}\n\n${body}## Findings\n\nClear.\n`;
    const change = placeTagWords(text, parseReport(text), kind, 'CT of the chest.');
    return change && applyChange(text, change);
  };

  it('takes no word of a person out', () => {
    assert.equal(placed('120 mL iohexol, delay 70 s, [slice thickness]\n\n'), undefined);
    assert.equal(placed('MR of the knee. [contrast: none | gadolinium]\n\n'), undefined);
    assert.equal(placed('None.\n\n', 'comparison'), undefined);
  });

  it('fills an empty section, and the field that waits for it', () => {
    const filled = '## Technique\n\nCT of the chest.\n\n## Findings\n\nClear.\n';
    assert.equal(placed(''), filled);
    assert.equal(placed('[technique]\n\n'), filled);
    assert.equal(placed('[none, or the earlier studies]\n\n', 'comparison'), filled.replace('Technique', 'Comparison'));
    assert.equal(placed('[none | earlier]\n\n', 'comparison'), filled.replace('Technique', 'Comparison'));
  });

  it('leaves fields that ask for something else', () => {
    assert.equal(
      placed('[how it was acquired] [contrast: none | iodine]\n\n'),
      '## Technique\n\nCT of the chest. [contrast: none | iodine]\n\n## Findings\n\nClear.\n',
    );
    assert.equal(
      placed('Position: [erect | supine].\n\n'),
      '## Technique\n\nCT of the chest.\n\nPosition: [erect | supine].\n\n## Findings\n\nClear.\n',
    );
  });
});

describe('readProvenance', () => {
  const line = (event: string): string =>
    JSON.stringify({
      version: 1,
      proposal: 'p',
      event,
      time: '2026-01-01T00:00:00.000Z',
      section: 'findings',
      prompt: 'findings-1',
      model: null,
      images: [{ file: 'aa' }],
      draftedAt: '2026-01-01T00:00:00.000Z',
      text: 'ff',
    });

  it('passes over the marks of a merge, states of the report and broken lines, and counts a record once', () => {
    const sidecar = [
      line('drafted'),
      '<<<<<<< HEAD',
      line('accepted'),
      '=======',
      line('accepted'),
      '>>>>>>> other',
      '{"version":1,"event":"status","status":"final"}',
      '{"version":1,',
      '{"version":1,"event":"drafted","images":5}',
      '',
    ].join('\r\n');
    assert.deepEqual(
      readProvenance(sidecar).map(({ event }) => event),
      ['drafted', 'accepted'],
    );
  });
});
