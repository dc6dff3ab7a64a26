/** What a run has answered so far, by the number of the question. */
import * as v from 'valibot';
import { fileLines } from '../../batch/fileLines.ts';
import { runPaths } from './runFolder.ts';

const Line = v.object({
  text: v.string(),
  model_id: v.string(),
  metadata: v.object({
    line: v.number(),
    settings: v.object({
      temperature: v.number(),
      top_p: v.number(),
      max_tokens: v.number(),
      seed: v.number(),
      backend: v.string(),
      context_size: v.number(),
      in_eight_bits: v.array(v.string()),
      model_sha256: v.string(),
      projector_sha256: v.string(),
    }),
    image: v.optional(v.object({ phantom: v.optional(v.boolean()) })),
  }),
});
export type RunAnswer = v.InferOutput<typeof Line>;

const LONGEST_LINE = 16 * 1024 * 1024;

/** By line of the questions, from 1. A torn last line is none. Empty where there is no file. */
export async function runAnswers(folder: string): Promise<ReadonlyMap<number, RunAnswer>> {
  const answers = new Map<number, RunAnswer>();
  for await (const answer of answersOf(folder)) answers.set(answer.metadata.line, answer);
  return answers;
}

/** Undefined where nothing is answered; what comes after it is not read. */
export async function firstAnswer(folder: string): Promise<RunAnswer | undefined> {
  for await (const answer of answersOf(folder)) return answer;
  return undefined;
}

async function* answersOf(folder: string): AsyncGenerator<RunAnswer, void, undefined> {
  try {
    for await (const { text, isWhole } of fileLines(runPaths(folder).answers, LONGEST_LINE)) {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Line), text);
      if (isWhole && parsed.success) yield parsed.output;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
