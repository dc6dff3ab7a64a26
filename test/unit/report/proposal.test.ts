import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { placeDraft } from '../../../src/report/drafts/draftText.ts';
import {
  acceptChange,
  currentVersion,
  discardChange,
  isEdited,
  isOpen,
  isPresent,
  redraftChange,
  type Proposal,
} from '../../../src/report/drafts/proposal.ts';
import { trackProposal, withProposalLineBreaks } from '../../../src/report/drafts/trackProposal.ts';
import type { DraftOrigin } from '../../../src/report/drafts/provenance.ts';
import { findSection, parseReport } from '../../../src/report/reportDocument.ts';
import type { DraftableSection } from '../../../src/report/prompts/sectionPrompts.ts';
import { applyChange, withLineBreaks, type ContentChange } from '../../../src/report/reading/textRange.ts';

function origin(seed: number): DraftOrigin {
  return {
    promptId: 'findings-1',
    model: { name: 'toy', sha256: 'aa', isDemo: true },
    images: [],
    sampling: { temperature: 0, topP: 0.7, maxTokens: 64, seed },
    time: '2026-01-01T00:00:00.000Z',
  };
}

/** An editor's document with one proposal in it: every edit can be undone, as in VS Code. */
class Editor {
  readonly undoStack: ContentChange[] = [];
  text: string;
  proposal: Proposal;

  constructor(text: string, section: DraftableSection, draft: string) {
    this.text = text;
    const report = parseReport(text);
    const found = findSection(report, section);
    assert.ok(found);
    const place = placeDraft(text, report, found, draft);
    this.proposal = {
      id: 'p',
      section,
      state: 'pending',
      before: place.before,
      after: place.after,
      draft: { range: { start: place.offset, end: place.offset }, text: draft },
      replaces: place.replaces && { range: place.replaces, text: text.slice(place.replaces.start, place.replaces.end) },
      versions: [{ text: draft, origin: origin(1) }],
    };
    this.edit({ offset: place.offset, length: 0, text: place.before + draft + place.after });
  }

  edit(change: ContentChange): void {
    this.undoStack.push(this.#apply(change, false));
  }

  undo(): ContentChange {
    const change = this.undoStack.pop();
    assert.ok(change);
    return this.#apply(change, true);
  }

  redo(change: ContentChange): void {
    this.undoStack.push(this.#apply(change, true));
  }

  type(where: string, words: string): void {
    const offset = this.text.indexOf(where);
    assert.ok(offset >= 0);
    this.edit({ offset, length: 0, text: words });
  }

  /** Applies and gives back the inverse. */
  #apply(change: ContentChange, undoing: boolean): ContentChange {
    const removed = this.text.slice(change.offset, change.offset + change.length);
    this.text = applyChange(this.text, change);
    this.proposal = trackProposal(this.proposal, [change], this.text, undoing);
    return { offset: change.offset, length: change.text.length, text: removed };
  }

  drafted(): string {
    return this.text.slice(this.proposal.draft.range.start, this.proposal.draft.range.end);
  }
}

const empty = '# R\n\n## Findings\n\n## Impression\n';
const filled = '# R\r\n\r\n## Findings\r\nHeart big.\r\nLungs clear.\r\n\r\n## Impression\r\n';

describe('a proposal', () => {
  for (const [name, text] of [
    ['an empty', empty],
    ['a filled', filled],
  ] as const) {
    it(`in ${name} section is taken out byte for byte`, () => {
      const editor = new Editor(text, 'findings', 'Left effusion.');
      assert.equal(editor.drafted(), 'Left effusion.');
      assert.equal(isOpen(editor.proposal), true);
      editor.edit(discardChange(editor.proposal, editor.text));
      assert.equal(editor.text, text);
      assert.equal(isPresent(editor.proposal), false);
    });

    it(`in ${name} section is gone after undo and back after redo`, () => {
      const editor = new Editor(text, 'findings', 'Left effusion.');
      const redo = editor.undo();
      assert.equal(editor.text, text);
      assert.equal(isOpen(editor.proposal), false);
      editor.redo(redo);
      assert.equal(editor.drafted(), 'Left effusion.');
      assert.equal(isOpen(editor.proposal), true);
    });
  }

  it('is accepted in a filled section by taking out the old text alone', () => {
    const editor = new Editor(filled, 'findings', 'Left effusion.');
    assert.ok(editor.text.includes('Lungs clear.\r\n\r\nLeft effusion.'));
    const change = acceptChange(editor.proposal, editor.text);
    assert.ok(change);
    editor.edit(change);
    assert.equal(editor.text, filled.replace('Heart big.\r\nLungs clear.', 'Left effusion.'));
  });

  it('needs no change to be accepted in an empty section', () => {
    const editor = new Editor(empty, 'findings', 'Left effusion.');
    assert.equal(acceptChange(editor.proposal, editor.text), undefined);
  });

  it('is open again when accepting or discarding it is undone', () => {
    const editor = new Editor(filled, 'findings', 'Left effusion.');
    const accept = acceptChange(editor.proposal, editor.text);
    assert.ok(accept);
    editor.edit(accept);
    editor.proposal = { ...editor.proposal, state: 'accepted' };
    editor.undo();
    assert.equal(isOpen(editor.proposal), true);
    editor.edit(discardChange(editor.proposal, editor.text));
    editor.proposal = { ...editor.proposal, state: 'discarded' };
    editor.undo();
    assert.equal(isOpen(editor.proposal), true);
    assert.equal(editor.drafted(), 'Left effusion.');
  });

  it('stays discarded when a person types the same words there', () => {
    const editor = new Editor(empty, 'findings', 'Normal.');
    editor.edit(discardChange(editor.proposal, editor.text));
    editor.proposal = { ...editor.proposal, state: 'discarded' };
    editor.edit({ offset: editor.proposal.draft.range.start, length: 0, text: 'Normal.' });
    assert.equal(editor.proposal.state, 'discarded');
    assert.equal(isPresent(editor.proposal), false);
  });

  it('is followed to where it is pasted while nobody has judged it', () => {
    const cut = (editor: Editor): void => {
      editor.edit(discardChange(editor.proposal, editor.text));
    };
    const moved = new Editor(empty, 'findings', 'Left effusion.');
    cut(moved);
    moved.edit({ offset: moved.text.length, length: 0, text: '\nMINE\nLeft effusion.\n' });
    assert.equal(moved.drafted(), 'Left effusion.');
    assert.equal(isOpen(moved.proposal), true);
    assert.ok(moved.proposal.draft.range.start > moved.text.indexOf('MINE'));

    const accepted = new Editor(empty, 'findings', 'Left effusion.');
    accepted.proposal = { ...accepted.proposal, state: 'accepted' };
    cut(accepted);
    accepted.edit({ offset: accepted.text.length, length: 0, text: 'Left effusion.' });
    assert.equal(isPresent(accepted.proposal), false);
  });

  it('is followed when it is dragged, which puts it in before it is taken out', () => {
    const { text, proposal } = new Editor(empty, 'findings', 'Left effusion.');
    const { start, end } = proposal.draft.range;
    const changes = [
      { offset: text.length, length: 0, text: 'Left effusion.' },
      { offset: start, length: end - start, text: '' },
    ];
    const after = changes.reduce(applyChange, text);
    const { draft } = trackProposal(proposal, changes, after, false);
    assert.deepEqual(draft.range, { start: after.length - 14, end: after.length });
  });

  it('never takes words with it that a person put beside it', () => {
    for (const where of ['# R', '## Impression', '\n## Impression', 'Left effusion.', '\n## Findings']) {
      for (const text of [empty, withLineBreaks(filled, '\n')]) {
        const typed = new Editor(text, 'findings', 'Left effusion.');
        typed.type(where, 'MINE ');
        typed.edit(discardChange(typed.proposal, typed.text));
        assert.ok(typed.text.includes('MINE '), where);
        assert.ok(!typed.text.includes('Left effusion.'));
        const accepted = new Editor(text, 'findings', 'Left effusion.');
        accepted.type(where, 'MINE ');
        const change = acceptChange(accepted.proposal, accepted.text);
        if (change) accepted.edit(change);
        assert.ok(accepted.text.includes('MINE '), where);
      }
    }
    const behind = new Editor(empty, 'findings', 'Left effusion.');
    behind.edit({ offset: behind.proposal.draft.range.end, length: 0, text: ' MINE' });
    assert.equal(isEdited(behind.proposal), false);
    behind.edit(discardChange(behind.proposal, behind.text));
    assert.ok(behind.text.includes(' MINE\n'));
  });

  it('knows that its words were changed', () => {
    const editor = new Editor(empty, 'findings', 'Left effusion.');
    assert.equal(isEdited(editor.proposal), false);
    editor.type('effusion.', 'small ');
    assert.equal(isEdited(editor.proposal), true);
    editor.edit(discardChange(editor.proposal, editor.text));
    assert.equal(editor.text, empty);
  });

  it('keeps its versions apart when one is regenerated and that is undone', () => {
    const editor = new Editor(filled, 'findings', 'Left effusion.');
    editor.edit(redraftChange(editor.proposal, 'Right effusion.'));
    editor.proposal = {
      ...editor.proposal,
      versions: [...editor.proposal.versions, { text: 'Right effusion.', origin: origin(2) }],
    };
    assert.equal(currentVersion(editor.proposal).origin.sampling?.seed, 2);
    editor.undo();
    assert.equal(editor.drafted(), 'Left effusion.');
    assert.equal(currentVersion(editor.proposal).origin.sampling?.seed, 1);
    editor.edit(discardChange(editor.proposal, editor.text));
    assert.equal(editor.text, filled);
  });

  it('is found again when the whole document is written anew', () => {
    const editor = new Editor(empty, 'findings', 'Left effusion.');
    editor.edit({ offset: 0, length: editor.text.length, text: `New first line\n${editor.text}` });
    assert.equal(editor.drafted(), 'Left effusion.');
  });

  it('survives a change of line breaks', () => {
    const editor = new Editor(filled, 'findings', 'Left.\r\nEffusion.');
    const text = withLineBreaks(editor.text, '\n');
    editor.text = text;
    editor.proposal = withProposalLineBreaks(editor.proposal, text, '\r\n', '\n');
    assert.equal(editor.drafted(), 'Left.\nEffusion.');
    editor.edit(discardChange(editor.proposal, editor.text));
    assert.equal(editor.text, withLineBreaks(filled, '\n'));
  });

  it('is taken out cleanly after 3000 random edits elsewhere, which all stay', () => {
    let state = 3;
    const random = (below: number): number => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * below);
    };
    for (let round = 0; round < 300; round += 1) {
      const editor = new Editor(round % 2 === 0 ? empty : filled, 'findings', 'DRAFT');
      let expected = round % 2 === 0 ? empty : filled;
      for (let edit = 0; edit < 10; edit += 1) {
        const { before, after, draft } = editor.proposal;
        const own = { start: draft.range.start - before.length, end: draft.range.end + after.length };
        const above = random(2) === 0;
        const room = above ? own.start : editor.text.length - own.end;
        const offset = random(room + 1);
        const length = Math.min(random(4), room - offset);
        const text = 'abc\n'.slice(0, random(5));
        const at = above ? offset : own.end + offset;
        // The draft's own line breaks are told from a person's by what stands next to the draft: leave its edges alone.
        if (at === own.start || at + length === own.start || at === own.end) continue;
        editor.edit({ offset: at, length, text });
        expected = applyChange(expected, { offset: above ? offset : own.start + offset, length, text });
      }
      assert.equal(editor.drafted(), 'DRAFT');
      editor.edit(discardChange(editor.proposal, editor.text));
      assert.equal(editor.text, expected);
    }
  });
});
