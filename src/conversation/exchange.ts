import * as v from 'valibot';
import { type ChatAnswer, ChatAnswerSchema } from './answer.ts';

/** A question and its answer: they come and go together, so a question without an answer cannot be said. */
export interface Exchange {
  id: string;
  question: string;
  /** In ISO 8601; missing in old conversations. */
  askedAt?: string;
  /** It asks for yes or no. */
  closed?: true;
  /** Images that came with this question, by id. */
  imageIds: string[];
  answer: ChatAnswer;
  versions?: Versions;
}

/**
 * How else the conversation went on from a place: each a series of exchanges that stood where this one stands, with all
 * that followed on it; the first exchange of each has no versions of its own. The one that is shown stands between
 * them.
 */
export interface Versions {
  before: Exchange[][];
  after: Exchange[][];
}

const continuations = v.array(v.array(v.lazy((): v.GenericSchema<Exchange> => ExchangeSchema)));

export const ExchangeSchema: v.GenericSchema<Exchange> = v.object({
  id: v.string(),
  question: v.string(),
  askedAt: v.exactOptional(v.string()),
  closed: v.exactOptional(v.literal(true)),
  imageIds: v.array(v.string()),
  answer: ChatAnswerSchema,
  versions: v.exactOptional(v.object({ before: continuations, after: continuations })),
});
