/**
 * The pieces of `tokenizer.json` (Hugging Face tokenizers), where it was made of a SentencePiece model. It keeps the order
 * of the merges instead of the scores: SentencePiece numbers pieces in the order in which they were merged, and the score
 * of a piece is its place in that order, negative.
 */
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { checkpointErrors } from './checkpointErrors.ts';
import { PIECE_TYPE, type Piece, type SentencePieceModel } from './sentencePiece.ts';

const Tokenizer = v.object({
  model: v.object({
    type: v.literal('BPE'),
    byte_fallback: v.literal(true),
    vocab: v.record(v.string(), v.number()),
    merges: v.array(v.union([v.string(), v.tuple([v.string(), v.string()])])),
  }),
  added_tokens: v.optional(v.array(v.object({ id: v.number(), content: v.string(), special: v.boolean() })), []),
  normalizer: v.nullish(v.unknown()),
});

/** Throws `tokenizerUnfit`. */
export function parseFastTokenizer(json: unknown, file: string): SentencePieceModel {
  const parsed = v.safeParse(Tokenizer, json);
  if (!parsed.success) throw checkpointErrors.tokenizer(file, t`was not made of a SentencePiece model`);
  const { model, added_tokens: added } = parsed.output;
  const texts: string[] = [];
  for (const [text, id] of Object.entries(model.vocab)) texts[id] = text;
  const hole = Array.from(texts).indexOf(undefined as unknown as string);
  if (hole >= 0) throw checkpointErrors.tokenizer(file, t`has no piece ${hole}`);
  const first = texts.findIndex((text, id) => id > 2 && !isByte(text));
  refuseOtherOrder(model.merges, model.vocab, file);
  const special = new Set(added.filter((token) => token.special).map((token) => token.id));
  return {
    pieces: texts.map((text, id) => piece(text, id, special.has(id), first)),
    unknownId: model.vocab['<unk>'] ?? 0,
    bosId: model.vocab['<s>'] ?? 1,
    eosId: model.vocab['</s>'] ?? 2,
    padId: -1,
    addsSpace: true,
    added: added.map(({ id, content, special: isSpecial }) => ({ id, text: content, isSpecial })),
  };
}

function piece(text: string, id: number, isSpecial: boolean, first: number): Piece {
  if (text === '<unk>') return { text, score: 0, type: PIECE_TYPE.unknown };
  if (isSpecial) return { text, score: 0, type: PIECE_TYPE.control };
  if (isByte(text)) return { text, score: 0, type: PIECE_TYPE.byte };
  return { text, score: first - id, type: PIECE_TYPE.normal };
}

function isByte(text: string): boolean {
  return /^<0x[0-9A-F]{2}>$/.test(text);
}

/** Were the numbers of the pieces not those of the merges, the scores made of them would be wrong. */
function refuseOtherOrder(
  merges: readonly (string | readonly [string, string])[],
  vocabulary: Readonly<Record<string, number>>,
  file: string,
): void {
  let last = -1;
  for (const merge of merges) {
    const id = vocabulary[typeof merge === 'string' ? merge.replace(' ', '') : merge.join('')] ?? -1;
    if (id < last) throw checkpointErrors.tokenizer(file, t`numbers its pieces in another order than it merges them`);
    last = id;
  }
}
