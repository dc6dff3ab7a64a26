/** What a search finds, and where it says that it is. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { foldText, foldedPlaces, foldingOf } from '../../../src/chats/foldText.ts';
import type { ChatMatch } from '../../../src/chats/chatSummary.ts';
import { SearchText } from '../../../src/chats/searchText.ts';
import { findWords, searchWords } from '../../../src/chats/searchWords.ts';
import { answered, withImages } from '../conversation/sampleConversation.ts';
import { addVersion, showVersion } from '../../../src/conversation/versions.ts';
import { ChatFolders, asked } from './chatFolders.ts';

function marked({ text, marks }: ChatMatch): readonly string[] {
  return marks.map(([start, end]) => text.slice(start, end));
}
/** The text of the first match, and what is marked in it. */
function firstMatch(search: string, answer: string): readonly [string, ...string[]] | undefined {
  const text = SearchText.of(asked('A question?', answer));
  const match = findWords(searchWords(search), '', text)?.matches(3)[0];
  return match && [match.text, ...marked(match)];
}

describe('a search', () => {
  it('finds words without case and accents, and marks them as they were written', () => {
    assert.deepEqual(firstMatch('epanchement PLEURAL', 'Un ÉPANCHEMENT pleural.'), [
      'Un ÉPANCHEMENT pleural.',
      'ÉPANCHEMENT',
      'pleural',
    ]);
    assert.deepEqual(firstMatch('épanchement', 'un e\u0301panchement'), ['un e\u0301panchement', 'e\u0301panchement']);
    assert.deepEqual(firstMatch('mude', 'Ich bin mu\u0308de.'), ['Ich bin mu\u0308de.', 'mu\u0308de']);
    assert.deepEqual(firstMatch('胸腔积液', '左侧少量胸腔积液。'), ['左侧少量胸腔积液。', '胸腔积液']);
    assert.deepEqual(firstMatch('흉수', '왼쪽 흉수가 있다 é'), ['왼쪽 흉수가 있다 é', '흉수']);
    assert.deepEqual(firstMatch('ct', '🫁 the CT of 🫀'), ['🫁 the CT of 🫀', 'CT']);
    assert.equal(firstMatch('effusion', 'no such word'), undefined);
    assert.deepEqual(firstMatch('"left effusion"', 'effusion left; left effusion'), [
      'effusion left; left effusion',
      'left effusion',
    ]);
    assert.deepEqual(searchWords(' "" \u0301 " '), []);
  });

  it('folds so that each place is known', () => {
    const letters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code)).join('');
    assert.equal(foldingOf(letters), 'marks');
    for (const text of [letters, '一龥、。「」（Ａ）“x”—…']) assert.equal(foldText(text).length, text.length);
    for (const text of ['İstanbul é 흉수 e\u0301 🫁 ﬁ Å', `${letters} 흉`])
      assert.deepEqual(
        [foldedPlaces(text).length, foldedPlaces(text).at(-1)],
        [foldText(text).length + 1, text.length],
      );
  });

  it('shows the part with most of the words, of about 120 characters, cut between words', () => {
    const filler = 'The heart size is normal and the mediastinal contours are unremarkable. '.repeat(6);
    const [text, ...words] = firstMatch(
      'effusion left',
      `An effusion is asked about. ${filler}A small left\npleural effusion. ${filler}`,
    ) ?? [''];
    assert.deepEqual(words, ['left', 'effusion']);
    assert.match(text, /^…\S.* A small left pleural effusion\. .*\S…$/u);
    assert.ok(text.length <= 122, text);
    const long = 'x'.repeat(500);
    assert.deepEqual(firstMatch(long, long)?.[1]?.length, 120);
  });

  it('has all words of one exchange before those of several, and counts', () => {
    const two = answered(answered(withImages(), 'q1', 'An effusion on the left.'), 'q2', 'No effusion.');
    const found = findWords(['effusion', 'left'], '', SearchText.of(two));
    assert.deepEqual(
      [found?.matchCount, found?.together, found?.matches(3).map(({ exchangeId }) => exchangeId)],
      [1, true, ['q1']],
    );
    const apart = findWords(['left', 'no effusion'], '', SearchText.of(two));
    assert.deepEqual([apart?.matchCount, apart?.together], [2, false]);
    const many = Array.from({ length: 9 }, (_, index) => `q${index}`).reduce(
      (all, id) => answered(all, id, 'yes'),
      withImages(),
    );
    const all = findWords(['yes'], '', SearchText.of(many));
    assert.deepEqual([all?.matchCount, all?.matches(3).map(({ exchangeId }) => exchangeId)], [9, ['q0', 'q1', 'q2']]);
    assert.equal(findWords(['question q8'], '', SearchText.of(many))?.matchCount, 1);
  });

  it('goes over versions that are not shown, titles and names of images', async () => {
    const folders = new ChatFolders();
    try {
      const first = answered({ ...withImages('scout'), id: randomUUID() }, 'q1', 'A pneumothorax.');
      const other = { ...first.exchanges[0]!, id: 'q2', answer: { text: 'No finding.', state: 'done' as const } };
      const both = folders.put(showVersion(addVersion(first, 0, other), 'q1', 2));
      const named = folders.put(asked('Which?', 'This, with a pneumothorax. It is Monday.'));
      const library = folders.opened();
      await library.rename(named, 'Mönday’s case');
      const refs = async (search: string): Promise<unknown[]> =>
        (await library.search(search)).map(({ summary }) => summary.ref);
      await library.prepareSearch();
      assert.deepEqual(await refs('pneumothorax q1'), [both]);
      assert.deepEqual(await refs('monday pneumothorax'), [named]);
      assert.deepEqual(await refs('scout.dcm'), [both]);
      const [byTitle] = await library.search('case');
      assert.deepEqual([byTitle?.summary.title, byTitle?.matches, byTitle?.matchCount], ['Mönday’s case', [], 0]);
      assert.deepEqual(await refs('  '), []);
    } finally {
      await folders.remove();
    }
  });

  it('reads from its file what it was made of, and nothing else', () => {
    const text = SearchText.of(asked('Zwei\nZeilen?', 'Ünïcödé 🫁\n{"stamp":"x"}'));
    const again = SearchText.fromFile(text.toFile('1 2'), '1 2');
    assert.deepEqual([again?.parts, again?.exchange(0)], [text.parts, ['Zwei\nZeilen?', 'Ünïcödé 🫁\n{"stamp":"x"}']]);
    for (const [content, stamp] of [
      [text.toFile('1 2'), '1 3'],
      [text.toFile('1 2').subarray(0, -1), '1 2'],
      [Buffer.from(''), ''],
      [Buffer.from('null\n'), ''],
      [Buffer.from('{}\n'), ''],
    ] as const)
      assert.equal(SearchText.fromFile(content, stamp), undefined);
  });
});
