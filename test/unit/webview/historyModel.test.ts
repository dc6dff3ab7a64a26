import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HistoryRow } from '../../../src/protocol/historyView.ts';
import { aboutRow } from '../../../webview/history/aboutRow.ts';
import {
  activeKey,
  announcement,
  type HistoryModel,
  initialModel,
  isSearch,
  receive,
  ROWS_AT_ONCE,
  scopeCounts,
  shownRows,
  withMoreRows,
  withScope,
  withWords,
} from '../../../webview/history/historyModel.ts';
import { rememberedScope } from '../../../webview/history/rememberedScope.ts';
import { sampleFound, sampleRow } from './historyRows.ts';

const elsewhere = { ref: { workspace: 'w2', id: 'x' }, isOfThisWorkspace: false, workspaceName: 'clinic' };
const listed = (rows: readonly HistoryRow[], model: HistoryModel = initialModel): HistoryModel =>
  receive(model, { type: 'state', rows: [...rows], language: 'en' });
const found = (model: HistoryModel, words: string, ...rows: HistoryRow[]): HistoryModel =>
  receive(model, { type: 'found', words, found: rows.map(sampleFound) });
const ids = (model: HistoryModel): readonly string[] => shownRows(model).map(({ row }) => row.ref.id);

const all = listed([
  sampleRow('a', { pinned: true }),
  sampleRow('b'),
  sampleRow('c', { archived: true }),
  sampleRow('x', elsewhere),
]);

describe('the list of conversations: what is listed', () => {
  it('is of this workspace, of all, or archived', () => {
    assert.deepEqual(ids(all), ['a', 'b']);
    assert.deepEqual(ids(withScope(all, 'all')), ['a', 'b', 'x']);
    assert.deepEqual(ids(withScope(all, 'archived')), ['c']);
    assert.deepEqual(scopeCounts(all), { workspace: 2, all: 3, archived: 1 });
  });

  it('is what was found for the words that stand in the field, and for no others', () => {
    const typed = withWords(all, 'effusion ');
    assert.deepEqual(ids(typed), ['a', 'b'], 'as before until the answer comes');
    assert.equal(isSearch(typed), false);
    assert.deepEqual(ids(found(typed, 'effu', sampleRow('a'))), ['a', 'b']);
    const answered = found(typed, 'effusion', sampleRow('b'), sampleRow('x', elsewhere));
    assert.deepEqual(ids(answered), ['b']);
    assert.deepEqual(scopeCounts(answered), { workspace: 1, all: 2, archived: 0 });
    assert.deepEqual(ids(withWords(answered, '')), ['a', 'b']);
    assert.deepEqual(ids(found(withWords(answered, ''), 'effusion', sampleRow('b'))), ['a', 'b'], 'an answer too late');
  });

  it('comes into the page by parts', () => {
    const long = listed(Array.from({ length: 3 * ROWS_AT_ONCE }, (_, i) => sampleRow(String(i))));
    assert.equal(long.rendered, ROWS_AT_ONCE);
    assert.equal(withMoreRows(long).rendered, 2 * ROWS_AT_ONCE);
    assert.equal(withMoreRows(long, 3 * ROWS_AT_ONCE - 1).rendered, 3 * ROWS_AT_ONCE);
    assert.equal(withWords(withMoreRows(long), 'x').rendered, ROWS_AT_ONCE);
  });

  it('stays when it cannot be read again, and the failure goes when it can', () => {
    const failed = receive(all, { type: 'error', message: 'Conversations cannot be read (EACCES).' });
    assert.deepEqual([failed.error, ids(failed)], ['Conversations cannot be read (EACCES).', ['a', 'b']]);
    assert.equal(listed([], failed).error, undefined);
  });
});

describe('the list of conversations: the tab stop', () => {
  const three = { ...listed(['a', 'b', 'c'].map((id) => sampleRow(id))), active: 'w1/b' };

  it('is the first row, until another is chosen', () => {
    assert.equal(activeKey(all), 'w1/a');
    assert.equal(activeKey(three), 'w1/b');
    assert.equal(activeKey(initialModel), undefined);
  });

  it('goes to the row in the place of one that is gone', () => {
    assert.equal(activeKey(listed([sampleRow('a'), sampleRow('c')], three)), 'w1/c');
    assert.equal(activeKey(listed([sampleRow('a')], three)), 'w1/a');
    assert.equal(activeKey(listed([], three)), undefined);
  });

  it('follows its row to another place', () => {
    assert.equal(activeKey(listed([sampleRow('b', { pinned: true }), sampleRow('a'), sampleRow('c')], three)), 'w1/b');
  });
});

describe('the list of conversations: what is said', () => {
  it('tells how many were found, in the list that is shown', () => {
    const typed = withWords(all, 'effusion');
    const answered = found(typed, 'effusion', sampleRow('b'), sampleRow('x', elsewhere));
    assert.equal(announcement(typed, answered), '1 conversation has these words.');
    assert.equal(announcement(typed, found(typed, 'effusion')), '0 conversations have these words.');
  });

  it('tells what was pinned and archived, and nothing of a list that is read again', () => {
    const one = listed([sampleRow('a')]);
    assert.equal(announcement(one, listed([sampleRow('a', { pinned: true })])), 'Pinned: Question a');
    assert.equal(announcement(one, listed([sampleRow('a', { archived: true, title: '' })])), 'Archived: New chat');
    assert.equal(announcement(one, listed([sampleRow('a', { questions: 4 })])), undefined);
    assert.equal(announcement(initialModel, one), undefined);
  });

  it('tells of a row when, how much, where, and in which window', () => {
    const options = { language: 'en', namesWorkspace: false, now: new Date(2026, 2, 15, 14, 0).getTime() };
    assert.equal(aboutRow(sampleRow('a'), options), 'today 09:05 · 3 questions · 1 image');
    const other = sampleRow('a', { ...elsewhere, questions: 1, images: 0, open: 'elsewhere' });
    assert.equal(
      aboutRow(other, { ...options, namesWorkspace: true }),
      'today 09:05 · 1 question · clinic · open in another window',
    );
  });

  it('remembers what was listed, and nothing that it does not know', () => {
    assert.equal(rememberedScope({ scope: 'archived' }), 'archived');
    for (const other of [undefined, null, 'all', { scope: 'mine' }]) assert.equal(rememberedScope(other), 'workspace');
  });
});
