/**
 * The vocabulary of a checkpoint as GGUF stores it (`tokenizer.ggml.*`, model "llama"): the SentencePiece model's pieces,
 * the tokens that were added to them, and fillers up to the number of rows that the embeddings have.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { readRegularFile } from '../../files/regularFile.ts';
import { checkpointErrors } from './checkpointErrors.ts';
import { parseFastTokenizer } from './fastTokenizer.ts';
import { readJson } from './readCheckpoint.ts';
import { parseSentencePiece, PIECE_TYPE, type SentencePieceModel } from './sentencePiece.ts';

export interface Vocabulary {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
  readonly types: readonly number[];
  readonly unknownId: number;
  readonly bosId: number;
  readonly eosId: number;
  readonly padId: number | undefined;
  readonly addsSpace: boolean;
}

const AddedTokens = v.record(v.string(), v.number());
const TokenizerConfig = v.object({
  add_prefix_space: v.nullish(v.boolean()),
  added_tokens_decoder: v.optional(
    v.record(v.string(), v.object({ content: v.string(), special: v.optional(v.boolean(), false) })),
    {},
  ),
});

/** `special_tokens_map.json`: by what the reference's tokenizer begins a prompt, and ends it. */
const SpecialToken = v.nullish(v.union([v.string(), v.object({ content: v.string() })]));
const SpecialTokens = v.object({ bos_token: SpecialToken, eos_token: SpecialToken });

/** Of LLaVA-Med v1.0, whose added_tokens.json does not say that they are none that a person types. */
const specialTokens: readonly string[] = ['[PAD]', '<im_patch>', '<im_start>', '<im_end>'];

/** As llama.cpp's converters score what was added and what only fills. */
const addedScore = -1000;
const fillerScore = -10_000;

/** `rows`: of the embeddings. Rejects with `sourceMissing`, `sourceUnreadable` or `tokenizerUnfit`. */
export async function readVocabulary(
  folder: string,
  rows: number,
  wanted: { readonly bos: number | undefined; readonly eos: number | undefined; readonly pad: number | undefined },
): Promise<Vocabulary> {
  const files = await readdir(folder);
  const model = await readModel(folder, files);
  if (model.pieces.length > rows)
    throw checkpointErrors.tokenizer(
      'tokenizer.model',
      t`has ${model.pieces.length} pieces, and the embeddings have ${rows}`,
    );
  const tokens = Array.from({ length: rows }, (_, id) => model.pieces[id]?.text ?? `[PAD${id}]`);
  const scores = Array.from({ length: rows }, (_, id) => model.pieces[id]?.score ?? fillerScore);
  const types = Array.from({ length: rows }, (_, id) => model.pieces[id]?.type ?? PIECE_TYPE.unused);
  const add = (id: number, text: string, type: number): void => {
    if (!Number.isInteger(id) || id < 0 || id >= rows) return;
    if (tokens[id] === text && types[id] !== PIECE_TYPE.unused) {
      if (type === PIECE_TYPE.control && types[id] !== PIECE_TYPE.unknown) types[id] = type;
      return;
    }
    tokens[id] = text;
    scores[id] = addedScore;
    types[id] = type;
  };
  for (const { id, text, isSpecial } of model.added ?? [])
    add(id, text, isSpecial ? PIECE_TYPE.control : PIECE_TYPE.userDefined);
  if (files.includes('added_tokens.json'))
    for (const [text, id] of Object.entries(await parse(folder, 'added_tokens.json', AddedTokens)))
      add(id, text, specialTokens.includes(text) ? PIECE_TYPE.control : PIECE_TYPE.userDefined);
  let addsSpace = model.addsSpace;
  if (files.includes('tokenizer_config.json')) {
    const config = await parse(folder, 'tokenizer_config.json', TokenizerConfig);
    for (const [id, { content, special }] of Object.entries(config.added_tokens_decoder))
      add(Number(id), content, special ? PIECE_TYPE.control : PIECE_TYPE.userDefined);
    addsSpace = config.add_prefix_space ?? addsSpace;
  }
  const padId = wanted.pad ?? model.padId;
  const named = await namedIds(folder, files, tokens);
  return {
    tokens,
    scores,
    types,
    unknownId: model.unknownId,
    bosId: wanted.bos ?? named.bos ?? model.bosId,
    eosId: wanted.eos ?? named.eos ?? model.eosId,
    padId: padId >= 0 && padId < rows ? padId : undefined,
    addsSpace,
  };
}

async function namedIds(
  folder: string,
  files: readonly string[],
  tokens: readonly string[],
): Promise<{ readonly bos: number | undefined; readonly eos: number | undefined }> {
  const file = 'special_tokens_map.json';
  const named = files.includes(file) ? await parse(folder, file, SpecialTokens) : {};
  const idOf = (token: v.InferOutput<typeof SpecialToken>): number | undefined => {
    const id = tokens.indexOf((typeof token === 'string' ? token : token?.content) ?? '');
    return id < 0 ? undefined : id;
  };
  return { bos: idOf(named.bos_token), eos: idOf(named.eos_token) };
}

async function readModel(folder: string, files: readonly string[]): Promise<SentencePieceModel> {
  if (files.includes('tokenizer.model'))
    return parseSentencePiece(await readRegularFile(join(folder, 'tokenizer.model')), 'tokenizer.model');
  if (files.includes('tokenizer.json'))
    return parseFastTokenizer(await readJson(folder, 'tokenizer.json'), 'tokenizer.json');
  throw checkpointErrors.fileMissing(folder, 'tokenizer.model');
}

async function parse<Schema extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(
  folder: string,
  file: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, await readJson(folder, file));
  if (!parsed.success) throw checkpointErrors.unreadable(join(folder, file), t`it is no list of tokens`);
  return parsed.output;
}
