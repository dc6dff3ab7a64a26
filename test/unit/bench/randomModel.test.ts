import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRandomModel } from '../../../bench/engine/pair/randomModel.ts';
import { endOfAnswer, wordVocabulary } from '../../../bench/engine/pair/wordVocabulary.ts';
import { readGgufHeader } from '../../../src/weights/gguf/ggufHeader.ts';
import { readModelInfo } from '../../../src/weights/pair/modelInfo.ts';

const shape = {
  ...{ name: 'tiny', width: 64, layers: 2, heads: 4, keyValueHeads: 2, feedForward: 96 },
  ...{ vocabulary: 12000, contextLength: 512 },
};
/** Bytes of a row of 64 weights in Q4_0. */
const rowBytes = 36;

describe('a random model of a shape', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-'));
  const path = join(folder, 'model.gguf');
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A token's row of a tensor, as it lies in the file. */
  const rows = async (name: string): Promise<(token: number) => Buffer> => {
    const { tensors, fileBytes } = await readGgufHeader(path, 'model');
    const bytes = readFileSync(path);
    const last = tensors.at(-1)!;
    assert.ok(fileBytes - (last.offset + last.bytes) < 32);
    const start = tensors.find((tensor) => tensor.name === name)!.offset;
    return (token) => bytes.subarray(start + token * rowBytes, start + (token + 1) * rowBytes);
  };

  it('has the tensors of its shape and nothing behind them, and is the same each time', async () => {
    writeRandomModel(path, shape);
    const info = await readModelInfo(path);
    const { width, layers, feedForward, vocabulary } = shape;
    const attention = 2 * width * width + (2 * width * width) / 2;
    const perLayer = attention + 3 * width * feedForward + 2 * width;
    assert.equal(info.parameters, 2 * vocabulary * width + width + layers * perLayer);
    assert.deepEqual([info.width, info.layers, info.vocabulary, info.fileType], [width, layers, vocabulary, 'Q4_0']);
    assert.equal(info.cacheBytesPerToken, layers * 2 * 16 * 2 * 2);
    const bytes = readFileSync(path);
    writeRandomModel(path, shape);
    assert.ok(bytes.equals(readFileSync(path)));
    assert.deepEqual(readdirSync(folder), ['model.gguf']);
  });

  it('answers in words only, and never ends an answer', async () => {
    const row = await rows('output.weight');
    const { firstWord } = wordVocabulary(shape.vocabulary);
    const isZero = (token: number): boolean => {
      const bytes = row(token);
      return [0, 18].every((block) => bytes.readUInt16LE(block) === 0);
    };
    assert.ok(isZero(endOfAnswer) && isZero(0) && isZero(firstWord - 1));
    assert.ok(!isZero(firstWord) && !isZero(shape.vocabulary - 1));
  });

  it('says a successor where one is given: its row of the output is the token before', async () => {
    writeRandomModel(path, shape, { successors: () => new Map([[1000, 2000]]) });
    const [embedding, output] = [await rows('token_embd.weight'), await rows('output.weight')];
    assert.ok(output(2000).equals(embedding(1000)));
    assert.ok(!output(1999).equals(embedding(999)));
  });
});

describe('the vocabulary of made-up words', () => {
  it('holds every beginning of each word, so that a tokenizer builds it up letter by letter', () => {
    const { tokens, scores, types, firstWord } = wordVocabulary(32000);
    assert.deepEqual([tokens.length, scores.length, types.length], [32000, 32000, 32000]);
    const known = new Set(tokens);
    assert.equal(known.size, tokens.length);
    for (const word of tokens.slice(firstWord)) assert.ok(known.has(word.slice(0, -1)), word);
  });
});
