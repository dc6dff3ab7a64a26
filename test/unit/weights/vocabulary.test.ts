import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PIECE_TYPE } from '../../../src/weights/checkpoint/sentencePiece.ts';
import { readVocabulary } from '../../../src/weights/checkpoint/vocabulary.ts';
import { fastTokenizer, sentencePieceModel, tokenizerPieces } from '../../fixtures/sentencePieceModel.ts';

const none = { bos: undefined, eos: undefined, pad: undefined };

describe('the vocabulary of a checkpoint', () => {
  const folders: string[] = [];
  const folderWith = (files: Readonly<Record<string, Uint8Array | object>>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'llava-med-vocabulary-'));
    folders.push(folder);
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, name), content instanceof Uint8Array ? content : JSON.stringify(content));
    return folder;
  };
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
  const pieces = tokenizerPieces();

  it("is the SentencePiece model's, with fillers up to the rows of the embeddings", async () => {
    const read = await readVocabulary(folderWith({ 'tokenizer.model': sentencePieceModel() }), pieces.length + 2, none);
    assert.deepEqual(
      read.tokens.slice(0, -2),
      pieces.map(({ text }) => text),
    );
    assert.deepEqual(
      read.types.slice(0, -2),
      pieces.map(({ type }) => type),
    );
    assert.deepEqual(
      read.scores.slice(0, -2),
      pieces.map(({ score }) => score),
    );
    assert.equal(read.tokens.at(-1), `[PAD${pieces.length + 1}]`);
    assert.equal(read.types.at(-1), PIECE_TYPE.unused);
    assert.deepEqual([read.unknownId, read.bosId, read.eosId, read.padId], [0, 1, 2, undefined]);
    assert.equal(read.addsSpace, true);
  });

  it('is the same from a fast tokenizer, which has merges and no scores', async () => {
    const slow = await readVocabulary(folderWith({ 'tokenizer.model': sentencePieceModel() }), pieces.length, none);
    const fast = await readVocabulary(folderWith({ 'tokenizer.json': fastTokenizer() }), pieces.length, none);
    assert.deepEqual(fast, slow);
  });

  it('has the tokens that were added', async () => {
    const image = pieces.length;
    const folder = folderWith({
      'tokenizer.model': sentencePieceModel(),
      'added_tokens.json': { '<image>': image, '<pad>': image + 1 },
      'tokenizer_config.json': {
        add_prefix_space: false,
        added_tokens_decoder: { [image]: { content: '<image>', special: true }, 1: { content: '<s>', special: true } },
      },
    });
    const read = await readVocabulary(folder, image + 3, { bos: 1, eos: 2, pad: image + 1 });
    assert.deepEqual(read.tokens.slice(image), ['<image>', '<pad>', `[PAD${image + 2}]`]);
    assert.deepEqual(read.types.slice(image), [PIECE_TYPE.control, PIECE_TYPE.userDefined, PIECE_TYPE.unused]);
    assert.equal(read.types[1], PIECE_TYPE.control);
    assert.equal(read.padId, image + 1);
    assert.equal(read.addsSpace, false);
  });

  it('is refused by name where it cannot be made', async () => {
    const tried = (files: Readonly<Record<string, Uint8Array | object>>, rows = pieces.length) =>
      readVocabulary(folderWith(files), rows, none);
    await assert.rejects(tried({}), { code: 'sourceMissing', message: /has no tokenizer\.model/ });
    await assert.rejects(tried({ 'tokenizer.model': Buffer.from('no protobuf at all') }), { code: 'tokenizerUnfit' });
    await assert.rejects(tried({ 'tokenizer.model': sentencePieceModel() }, 100), {
      code: 'tokenizerUnfit',
      message: /has \d+ pieces, and the embeddings have 100/,
    });
    const { model, ...rest } = fastTokenizer() as { model: { merges: string[] } };
    const swapped = { ...rest, model: { ...model, merges: model.merges.toReversed() } };
    await assert.rejects(tried({ 'tokenizer.json': swapped }), { code: 'tokenizerUnfit', message: /another order/ });
    await assert.rejects(tried({ 'tokenizer.json': { ...rest, model: { ...model, byte_fallback: false } } }), {
      code: 'tokenizerUnfit',
    });
  });
});
