/**
 * The pieces of a SentencePiece model (`tokenizer.model`): a protobuf message `ModelProto` of sentencepiece_model.proto, of
 * which these fields are read: pieces = 1 {piece = 1, score = 2, type = 3}, trainer_spec = 2 {model_type = 3, unk_id = 40,
 * bos_id = 41, eos_id = 42, pad_id = 43}, normalizer_spec = 3 {add_dummy_prefix = 3}.
 */
import { t } from '@vscode/l10n';
import { PbfReader } from 'pbf';
import { checkpointErrors } from './checkpointErrors.ts';

/** As in the file, and in GGUF's `tokenizer.ggml.token_type`: the numbers are the same. */
export const PIECE_TYPE = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

export interface Piece {
  readonly text: string;
  readonly score: number;
  /** One of `PIECE_TYPE`. */
  readonly type: number;
}

export interface SentencePieceModel {
  readonly pieces: readonly Piece[];
  readonly unknownId: number;
  /** Negative where there is none. */
  readonly bosId: number;
  readonly eosId: number;
  readonly padId: number;
  /** Whether text is tokenised as if a space came first. */
  readonly addsSpace: boolean;
  /** Tokens that were added to the pieces, where the file has them. */
  readonly added?: readonly { readonly id: number; readonly text: string; readonly isSpecial: boolean }[];
}

const BPE = 2;

interface Draft {
  pieces: Piece[];
  unknownId: number;
  bosId: number;
  eosId: number;
  padId: number;
  addsSpace: boolean;
  modelType: number;
}

/** Throws `tokenizerUnfit`. */
export function parseSentencePiece(bytes: Uint8Array, file: string): SentencePieceModel {
  const draft: Draft = { pieces: [], unknownId: 0, bosId: 1, eosId: 2, padId: -1, addsSpace: true, modelType: 1 };
  try {
    new PbfReader(bytes).readFields(readModel, draft);
  } catch {
    throw checkpointErrors.tokenizer(file, t`is no SentencePiece model`);
  }
  const { modelType, ...model } = draft;
  if (model.pieces.length === 0) throw checkpointErrors.tokenizer(file, t`is no SentencePiece model`);
  if (modelType !== BPE)
    throw checkpointErrors.tokenizer(file, t`is a SentencePiece model that is not byte-pair encoding`);
  return model;
}

function readModel(tag: number, model: Draft, reader: PbfReader): void {
  if (tag === 1) model.pieces.push(reader.readMessage(readPiece, { text: '', score: 0, type: PIECE_TYPE.normal }));
  else if (tag === 2) reader.readMessage(readTrainer, model);
  else if (tag === 3) reader.readMessage(readNormalizer, model);
}

function readPiece(tag: number, piece: { -readonly [Key in keyof Piece]: Piece[Key] }, reader: PbfReader): void {
  if (tag === 1) piece.text = reader.readString();
  else if (tag === 2) piece.score = reader.readFloat();
  else if (tag === 3) piece.type = reader.readVarint();
}

function readTrainer(tag: number, model: Draft, reader: PbfReader): void {
  if (tag === 3) model.modelType = reader.readVarint();
  else if (tag === 40) model.unknownId = reader.readVarint(true);
  else if (tag === 41) model.bosId = reader.readVarint(true);
  else if (tag === 42) model.eosId = reader.readVarint(true);
  else if (tag === 43) model.padId = reader.readVarint(true);
}

function readNormalizer(tag: number, model: Draft, reader: PbfReader): void {
  if (tag === 3) model.addsSpace = reader.readBoolean();
}
