/** The questions of a run, answered: from the start, or on from where it ended. */
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import * as v from 'valibot';
import { writeWhole } from '../../files/writeWhole.ts';
import { answerOpenQuestions, type BatchEvents } from '../../batch/answerOpenQuestions.ts';
import { modelId } from '../../batch/answerLine.ts';
import { chosenSettings } from '../../batch/batchSettings.ts';
import { knownAnswers, requireSameSettings } from '../../batch/knownAnswers.ts';
import type { BadLine } from '../../batch/questions.ts';
import { surveyedQuestions } from '../../batch/surveyedQuestions.ts';
import type { LocalServices } from '../../assistant/localServices.ts';
import type { AskedItem } from './questionsFile.ts';
import { firstAnswer } from './runAnswers.ts';
import { runErrors } from './runErrors.ts';
import { runPaths } from './runFolder.ts';
import type { RunManifest } from './runManifest.ts';
import { inShard } from './shards.ts';

export interface AnswerRunWork {
  readonly folder: string;
  readonly manifest: RunManifest;
  readonly asked: readonly AskedItem[];
  readonly services: Pick<LocalServices, 'engine' | 'imaging' | 'assistant'>;
  /** Images that are damaged are asked about, too. */
  readonly allowDamaged: boolean;
  /** Of the model that answers. */
  readonly modelPath: string;
  readonly events: BatchEvents;
  /** Told once, before the model is loaded: answered ones among those of this run. */
  readonly onSurvey?: (answered: number, count: number) => void;
}

/** Rejects with a `BatchError`, with an `EngineError` that would meet every question, or with the signal's reason. */
export async function answerRun(work: AnswerRunWork, signal: AbortSignal): Promise<void> {
  const { folder, manifest, asked, events } = work;
  const paths = runPaths(folder);
  const wanted = inShard(
    asked.map(({ item }) => item),
    manifest.shard,
  );
  const count = wanted.filter(Boolean).length;
  const known = await knownAnswers(paths.answers);
  const image = { frame: 0, voi: undefined };
  const chosen = chosenSettings(manifest.program.replace(/^llava-med /, ''), manifest.sampling, image);
  requireSameSettings(paths.answers, known, chosen);
  await surveyedQuestions(paths.questions, known, paths.answers, { mayLackImage: manifest.textOnly });
  work.onSurvey?.(known.answers.length, count);
  await requireSameModel(work);
  if (known.answers.length === count) return;
  const leftOut: BadLine[] = [];
  await answerOpenQuestions({
    questionsPath: paths.questions,
    answersPath: paths.answers,
    mayLackImage: manifest.textOnly,
    images: { folder: resolve(folder, manifest.images), image, allowDamaged: work.allowDamaged },
    sampling: manifest.sampling,
    chosen,
    known,
    isWanted: ({ line }) => wanted[line - 1] === true,
    services: work.services,
    events: {
      ...forwarded(events),
      onLeftOut: (bad) => {
        leftOut.push(bad);
        events.onLeftOut?.(bad);
      },
    },
    signal,
  });
  await writeLeftOut(paths.leftOut, leftOut);
}

/** By its name, since its hash takes a while: where something is left to answer, the hash is compared as well. */
async function requireSameModel({ folder, modelPath }: AnswerRunWork): Promise<void> {
  const first = await firstAnswer(folder);
  const now = modelId(basename(modelPath));
  if (first !== undefined && first.model_id !== now) throw runErrors.otherModel(folder, first.model_id, now);
}

/** Events may be methods of an object. */
function forwarded(events: BatchEvents): BatchEvents {
  return {
    onLoading: (progress) => events.onLoading?.(progress),
    onModel: (model) => events.onModel?.(model),
    onAnswer: (question, isMeaningless) => events.onAnswer?.(question, isMeaningless),
    onNote: (text) => events.onNote?.(text),
  };
}

export async function writeLeftOut(path: string, leftOut: readonly BadLine[]): Promise<void> {
  const lines = leftOut
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, why }) => `${JSON.stringify({ line, why })}\n`);
  await writeWhole(path, lines.join(''));
}

const LeftOut = v.object({ line: v.number(), why: v.string() });

/** None where the run has not come to its end. */
export async function readLeftOut(path: string): Promise<readonly BadLine[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), LeftOut), line);
      return parsed.success ? [parsed.output] : [];
    });
}
