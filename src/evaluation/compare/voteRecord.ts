/** A blind vote as it is kept: one line of JSON. Nothing in it is patient text unless the voter wanted the texts kept. */
import * as v from 'valibot';
import { AnswerLabelSchema, ColumnKindSchema, VoteSchema } from '../../protocol/compareView.ts';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const VotedAnswerSchema = v.object({
  label: AnswerLabelSchema,
  /** Where it stands among the columns, counted from 0. */
  column: count,
  kind: ColumnKindSchema,
  model: v.object({
    name: v.string(),
    sha256: hash,
    /** Missing where the model had no projector, or was not asked to look. */
    projectorSha256: v.exactOptional(hash),
  }),
  sampling: v.object({ temperature: v.number(), topP: v.number(), maxTokens: count, seed: count }),
  /** Of the answer. */
  characters: count,
  tokens: count,
  tokensPerSecond: v.exactOptional(v.number()),
  stopReason: v.picklist(['end', 'maxTokens']),
});
export type VotedAnswer = v.InferOutput<typeof VotedAnswerSchema>;

export const VoteRecordSchema = v.object({
  version: v.literal(1),
  /** ISO 8601, UTC. */
  time: v.string(),
  /** Of the image's file; missing where all were asked with the caption only. */
  imageSha256: v.exactOptional(hash),
  /** Of the question's UTF-8 bytes: tells which votes are about one question, not what it was. */
  questionSha256: hash,
  /** By which the order was drawn. */
  seed: count,
  /** Those that were voted on, in the order in which they stood. */
  answers: v.pipe(v.array(VotedAnswerSchema), v.minLength(2)),
  vote: VoteSchema,
  /** Only where the voter asked for it; `answers` as above. */
  texts: v.exactOptional(
    v.object({ question: v.string(), caption: v.exactOptional(v.string()), answers: v.array(v.string()) }),
  ),
});
export type VoteRecord = v.InferOutput<typeof VoteRecordSchema>;

/** Ends with a line feed. */
export function voteLine(record: VoteRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The votes of a file, and how many of its lines are none: cut short, or of another version. */
export function readVotes(text: string): { readonly votes: readonly VoteRecord[]; readonly unreadable: number } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const votes = lines.map(readVote).filter((vote) => vote !== undefined);
  return { votes, unreadable: lines.length - votes.length };
}

function readVote(line: string): VoteRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = v.safeParse(VoteRecordSchema, value);
  return read.success && isWhole(read.output) ? read.output : undefined;
}

/** The best one is among those voted on, and no two have one label. */
function isWhole({ answers, vote, texts }: VoteRecord): boolean {
  const labels = answers.map(({ label }) => label);
  return (
    new Set(labels).size === labels.length &&
    (vote.kind !== 'best' || labels.includes(vote.label)) &&
    (texts === undefined || texts.answers.length === answers.length)
  );
}
