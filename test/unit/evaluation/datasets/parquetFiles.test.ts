/** Parquet files as Hugging Face keeps them: fixtures/README.md says how they were made. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { DatasetError } from '../../../../src/evaluation/datasets/datasetErrors.ts';
import { readItems } from '../../../../src/evaluation/datasets/readItems.ts';
import { withinTime } from '../../../../src/evaluation/datasets/withinTime.ts';
import { datasetFolder, rejectsWith } from './datasetFolder.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const questions = join(fixtures, 'questions.parquet');
const slake = join(fixtures, 'slake.parquet');
const RED = 'f158a7667a1ef5dd9ea99cca1105422d99bb056318df8bfdafbdb4ef042d54f5.png';
const BLUE = '5c1fcb8619e2a61c5b8109d5110d6a7aad2c26d638493d2f27c5ab4927d07376.jpg';

describe('parquet files with their images', () => {
  const folder = datasetFolder();

  it('names each image by its bytes, and takes yes and no as closed', async () => {
    const { format, items, problems, embeddedImages } = await readItems(questions);
    assert.equal(format, 'vqaParquet');
    assert.deepEqual(
      items.map(({ id, image, reference, answerType }) => [id, image, reference, answerType]),
      [
        [1, RED, 'yes', 'closed'],
        [2, RED, 'red', 'open'],
        [3, BLUE, 'No', 'closed'],
        [4, undefined, 'four', 'open'],
        [6, 'elsewhere.png', 'elsewhere', 'open'],
      ],
    );
    assert.deepEqual(problems, [{ where: 'row 5', why: 'its image is neither JPEG nor PNG' }]);
    assert.equal(embeddedImages?.count, 2);
  });

  it('reads a copy of SLAKE with its numbers of 64 bits, and several files as one set', async () => {
    const { format, items, remarks } = await readItems(slake);
    assert.equal(format, 'slake');
    assert.deepEqual(items, [
      {
        id: 11930,
        image: BLUE,
        question: 'Is this a CT?',
        reference: 'No',
        answerType: 'closed',
        questionType: 'Modality',
        domain: 'mri',
      },
    ]);
    assert.deepEqual(remarks, ['1 question in other languages than English is left out.']);
    const both = await readItems([questions, questions]);
    assert.deepEqual(
      both.items.map(({ id }) => id),
      [1, 2, 3, 4, 6, 7, 8, 9, 10, 12],
    );
    assert.deepEqual(both.problems[1], { where: 'row 5 of questions.parquet', why: both.problems[0]!.why });
    await rejectsWith(readItems([questions, slake]), 'mixedFormats', /^slake\.parquet is in the form of SLAKE/);
  });

  it('writes each image once, whole, under the hash of what is in it, and leaves what is there', async () => {
    const { embeddedImages } = await readItems([questions, questions]);
    const images = join(folder.path, 'deep', 'images');
    assert.deepEqual(await embeddedImages!.writeImages(images), { written: 2, alreadyThere: 0 });
    assert.deepEqual(readdirSync(images).sort(), [BLUE, RED].sort());
    for (const name of [BLUE, RED]) {
      const hash = createHash('sha256')
        .update(readFileSync(join(images, name)))
        .digest('hex');
      assert.equal(hash, name.slice(0, 64));
    }
    writeFileSync(join(images, RED), 'half');
    assert.deepEqual(await embeddedImages!.writeImages(images), { written: 1, alreadyThere: 1 });
    assert.ok(readFileSync(join(images, RED)).length > 4);
  });

  it('stops with the reason of the signal, and says where it cannot write', async () => {
    const reason = new Error('stopped');
    await assert.rejects(readItems(questions, { signal: AbortSignal.abort(reason) }), reason);
    const { embeddedImages } = await readItems(questions);
    await assert.rejects(embeddedImages!.writeImages(folder.path, AbortSignal.abort(reason)), reason);
    assert.deepEqual(readdirSync(folder.path), []);
    const file = folder.write('taken', 'x');
    await rejectsWith(embeddedImages!.writeImages(file), 'cannotWrite', /written to taken: a file stands where/);
  });

  it('writes no other image than those that were read', async () => {
    const path = folder.write('set.parquet', readFileSync(questions));
    const { embeddedImages } = await readItems(path);
    folder.write('set.parquet', readFileSync(slake));
    await rejectsWith(embeddedImages!.writeImages(join(folder.path, 'images')), 'changedMeanwhile', /start again/);
  });

  it('comes to an error of ours where any one byte is wrong', async function () {
    this.timeout(60_000);
    const whole = readFileSync(questions);
    const random = randomFrom(17);
    let refused = 0;
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      bytes[4 + random(bytes.length - 8)] = random(256);
      const path = folder.write('f.parquet', bytes);
      await readItems(path).catch((error: unknown) => {
        assert.ok(error instanceof DatasetError, String(error));
        refused++;
      });
    }
    assert.ok(refused > 10, `${refused} of 60 were refused`);
  });

  it('is refused in time where a forged count would keep the decoder busy', async function () {
    this.timeout(30_000);
    const bytes = readFileSync(questions);
    // Three bytes of page headers: found by mutation to let the decoder run for minutes.
    bytes[257] = 0o376;
    bytes[360] = 0o232;
    bytes[673] = 0o115;
    const started = performance.now();
    await rejectsWith(readItems(folder.write('f.parquet', bytes)), 'damagedParquet', /damaged/);
    assert.ok(performance.now() - started < 20_000);
  });

  it('is decoded against time', () => {
    assert.equal(
      withinTime(() => 2 + 2, 1000),
      4,
    );
    const endless = (): never => {
      for (;;);
    };
    assert.throws(() => withinTime(endless, 50), /timed out after 50ms/);
  });
});

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
