import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvaluationItem } from '../../../../src/evaluation/item.ts';
import { isInside } from '../../../../src/evaluation/runs/askItems.ts';
import { readQuestions, writeQuestions } from '../../../../src/evaluation/runs/questionsFile.ts';
import { imagesFrom } from '../../../../src/evaluation/runs/runFolder.ts';
import { readManifest } from '../../../../src/evaluation/runs/runManifest.ts';
import { inShard } from '../../../../src/evaluation/runs/shards.ts';
import { startRun, type RunWish } from '../../../../src/evaluation/runs/startRun.ts';

const chatRow = {
  ...{ text: 'What is it?\n<image>', gpt4_answer: 'That.', fig_caption: 'A film.', fig_label: 'Figure 1' },
  ...{ in_text_mention: null, domain: { chest_xray: true }, type: 'conversation', pair_id: 'p' },
};

describe('the start of a run', () => {
  let folder: string;
  let set: string;
  const rows = [
    { id: 1, image: 'a.png', question: 'Which lobe?', answer: 'left lower lobe', domain: 'chest_xray' },
    { id: 'b', image: 'b.png', question: 'Is it normal?', answer: 'no', answer_type: 'CLOSED' },
    { id: 3, image: 'b.png', question: 'CT or MRI?', answer: 'CT', options: ['CT', 'MRI'] },
    { id: 4, image: 'b.png', question: 'Without an answer?' },
  ];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llava-med-run-'));
    set = join(folder, 'set.jsonl');
    writeFileSync(set, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const wish = (changed: Partial<RunWish> = {}): RunWish => ({
    ...{ folder: join(folder, 'run'), kind: 'vqa', setPaths: [set], imagesFolder: undefined, textOnly: false },
    ...{ shard: undefined, judge: undefined, program: 'llava-med 1.2.3', overwrite: false },
    sampling: { temperature: 0, topP: 1, maxTokens: 64, seed: 0 },
    ...changed,
  });

  it('writes what is asked and how, and tells of rows that cannot be asked', async () => {
    const { asked, notes, manifest } = await startRun(wish());
    assert.equal(manifest.set.items, 3);
    assert.equal(manifest.set.unreadable, 1);
    assert.match(notes.join(), /line 4/);
    assert.deepEqual(
      asked.map(({ text }) => text),
      ['Which lobe?', 'Is it normal?', 'CT or MRI?\nAnswer with one of these: CT; MRI.'],
    );
    assert.deepEqual(await readManifest(join(folder, 'run')), manifest);
    // From the run's folder: both can be moved together.
    assert.equal(manifest.images, '..');
    const read = await readQuestions(join(folder, 'run', 'questions.jsonl'));
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    assert.deepEqual(plain(read), plain(asked));
  });

  it('is the same again, and refuses to go on otherwise', async () => {
    const { manifest } = await startRun(wish());
    const before = readFileSync(join(folder, 'run', 'questions.jsonl'));
    assert.deepEqual((await startRun(wish())).manifest, manifest);
    assert.deepEqual(readFileSync(join(folder, 'run', 'questions.jsonl')), before);
    for (const [changed, says] of [
      [{ kind: 'report' }, /kind of evaluation/],
      [{ shard: { index: 1, count: 2 } }, /--shard/],
      [{ program: 'llava-med 2' }, /version of llava-med/],
    ] as const)
      await assert.rejects(startRun(wish(changed)), (error: Error) => says.test(error.message));
    writeFileSync(set, `${JSON.stringify(rows[0])}\n`);
    await assert.rejects(startRun(wish()), /begun otherwise: questions/);
    assert.equal((await startRun(wish({ overwrite: true }))).asked.length, 1);
  });

  it('takes a judge that comes later, and remembers it', async () => {
    const judge = { kind: 'server', name: 'a-judge', orders: ['referenceFirst' as const] } as const;
    await startRun(wish());
    await startRun(wish({ judge: { ...judge, orders: [...judge.orders] } }));
    await startRun(wish());
    assert.equal((await readManifest(join(folder, 'run')))?.judge?.name, 'a-judge');
  });

  it('overwrites nothing before it is known that it can begin', async () => {
    await startRun(wish());
    const before = readFileSync(join(folder, 'run', 'evaluation.json'));
    const lost = wish({ overwrite: true, setPaths: [join(folder, 'lost.jsonl')] });
    await assert.rejects(startRun(lost), /lost\.jsonl cannot be read/);
    assert.deepEqual(readFileSync(join(folder, 'run', 'evaluation.json')), before);
  });

  it('goes on with images that were moved, and with another judge', async () => {
    const judge = { kind: 'server', name: 'one', orders: ['referenceFirst'] } satisfies RunWish['judge'];
    await startRun(wish({ judge }));
    mkdirSync(join(folder, 'moved'));
    const { manifest } = await startRun(
      wish({ imagesFolder: join(folder, 'moved'), judge: { ...judge, name: 'other' } }),
    );
    assert.equal(manifest.images, '../moved');
    assert.equal(manifest.judge?.name, 'other');
  });

  it('asks nothing of an image that a set names outside of its folder, and says so', async () => {
    const strange = ['../../etc/passwd.png', '/etc/shadow.png', 'sub/../../x.png'];
    writeFileSync(
      set,
      [...strange, 'sub/fine.png']
        .map((image, id) => `${JSON.stringify({ id, image, question: 'Q?', answer: 'a' })}\n`)
        .join(''),
    );
    const { asked, notes, manifest } = await startRun(wish());
    assert.deepEqual(
      asked.map(({ item }) => item.image),
      ['sub/fine.png'],
    );
    assert.match(notes.join(), /3 questions are not asked: the image lies outside of the folder of the images/);
    assert.equal(manifest.set.notAsked, 3);
    assert.ok(isInside('/', '/etc/fine.png'));
  });

  it('asked by captions knows of no image, so its parts are the same from its file as from the set', async () => {
    writeFileSync(
      set,
      Array.from(
        { length: 130 },
        (_, id) => `${JSON.stringify({ ...chatRow, question_id: id, image: `${id % 9}.png` })}\n`,
      ).join(''),
    );
    const shard = { index: 2, count: 3 };
    const { asked } = await startRun(wish({ kind: 'chat', textOnly: true, shard }));
    const read = await readQuestions(join(folder, 'run', 'questions.jsonl'));
    const [planned, found] = [asked, read].map((items) =>
      inShard(
        items.map(({ item }) => item),
        shard,
      ),
    );
    assert.deepEqual(planned, found);
    assert.equal(planned?.filter(Boolean).length, 64);
  });

  it('writes into no folder with other things in it, and over no file', async () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'thesis.md'), 'mine');
    for (const overwrite of [false, true])
      await assert.rejects(startRun(wish({ folder: join(folder, 'full'), overwrite })), /full is not empty/);
    await assert.rejects(startRun(wish({ folder: set })), /set\.jsonl is a file; a run is a folder/);
    writeFileSync(join(folder, 'full', 'evaluation.json'), '{}');
    await assert.rejects(startRun(wish({ folder: join(folder, 'full') })), /does not describe a run/);
  });

  it('keeps whatever is in an item', async () => {
    const item: EvaluationItem = {
      ...{ id: 'x y', image: 'ä "quoted"\n.png', question: 'A\u2028line', reference: '\\ "b"' },
      ...{ chatType: 'conversation', domain: 'mri', answerType: 'open', questionType: 'a, b' },
      ...{ options: ['1', '2'], figure: { label: 'F', caption: 'C', mentions: ['m'] } },
    };
    const path = join(folder, 'q.jsonl');
    await writeQuestions(path, [{ item, text: 'asked otherwise' }]);
    assert.deepEqual(await readQuestions(path), [{ item, text: 'asked otherwise' }]);
    writeFileSync(path, '{"question_id":1}\n');
    await assert.rejects(readQuestions(path), /Line 1 of the run's q\.jsonl is no question/);
  });

  it('names images from its folder where they are near', () => {
    assert.equal(imagesFrom('/a/run', '/a/images'), '../images');
    assert.equal(imagesFrom('/a/run', '/a/run/images'), 'images');
    assert.equal(imagesFrom('/a/b/run', '/c/images'), '/c/images');
  });
});
