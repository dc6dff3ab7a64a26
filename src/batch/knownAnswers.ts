/** What an earlier run has left in the file of answers. */
import { NotRegularFile } from '../files/regularFile.ts';
import { LINE_START, readOrigin } from './answerLine.ts';
import { batchErrors } from './batchErrors.ts';
import { changedSettings } from './batchSettings.ts';
import { fileLines } from './fileLines.ts';

export interface KnownAnswer {
  /** Of its question. */
  readonly line: number;
  readonly answerId: string;
  /** Bytes of the file before it. */
  readonly start: number;
}

export interface KnownAnswers {
  /** In the order of their questions. */
  readonly answers: readonly KnownAnswer[];
  /** Those of all of them; undefined where there is none. */
  readonly settings: Readonly<Record<string, unknown>> | undefined;
  /** Bytes of whole lines: what follows was torn. */
  readonly bytes: number;
}

export const NO_ANSWERS: KnownAnswers = { answers: [], settings: undefined, bytes: 0 };

const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * No file is no answers. A last line without its end was being written when the run was killed. Rejects with a
 * `BatchError` where the file is none of ours, or no file.
 */
export async function knownAnswers(path: string): Promise<KnownAnswers> {
  const answers: KnownAnswer[] = [];
  let settings: KnownAnswers['settings'];
  let bytes = 0;
  try {
    for await (const { number, text, head, start, end, isWhole } of fileLines(path, LONGEST_LINE)) {
      if (!isWhole) {
        // A person's own file of one line must not be taken for a torn answer.
        if (number === 1 && !LINE_START.startsWith(head.slice(0, LINE_START.length)))
          throw batchErrors.notOurAnswers(path, number);
        break;
      }
      const origin = text === undefined ? undefined : readOrigin(text);
      if (origin === undefined || origin.line <= (answers.at(-1)?.line ?? 0))
        throw batchErrors.notOurAnswers(path, number);
      settings ??= origin.settings;
      if (JSON.stringify(settings) !== JSON.stringify(origin.settings)) throw batchErrors.notOurAnswers(path, number);
      answers.push({ line: origin.line, answerId: origin.answerId, start });
      bytes = end;
    }
  } catch (error) {
    if (error instanceof NotRegularFile) throw batchErrors.answersNoFile(error.what);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return { answers, settings, bytes };
}

/** Throws a `BatchError` where known answers were given with other settings. */
export function requireSameSettings(
  path: string,
  { settings }: KnownAnswers,
  now: Parameters<typeof changedSettings>[1],
): void {
  const changed = settings === undefined ? [] : changedSettings(settings, now);
  if (changed.length > 0) throw batchErrors.otherSettings(path, changed);
}
