/** A first walk through the questions, before a model is loaded: how many there are, and whether known answers are theirs. */
import { NotRegularFile } from '../files/regularFile.ts';
import { answerId } from './answerLine.ts';
import { batchErrors } from './batchErrors.ts';
import type { KnownAnswers } from './knownAnswers.ts';
import { isQuestion, questionLines, type BadLine, type Question, type QuestionRules } from './questions.ts';

export interface SurveyedQuestions {
  readonly count: number;
  readonly bad: readonly BadLine[];
  /** Lines whose question_id an earlier line has. */
  readonly repeatedIds: readonly number[];
}

/**
 * Rejects with a `BatchError` where an answer is none to the question of its line, or where the questions cannot be
 * read.
 */
export async function surveyedQuestions(
  path: string,
  known: KnownAnswers,
  answersPath: string,
  rules: QuestionRules = {},
): Promise<SurveyedQuestions> {
  const bad: BadLine[] = [];
  const repeatedIds: number[] = [];
  const ids = new Set<string | number>();
  let count = 0;
  let next = 0;
  const requireAnswered = (line: number, read?: Question): void => {
    const answer = known.answers[next];
    if (answer === undefined || answer.line > line) return;
    const isTheirs =
      answer.line === line && read !== undefined && answerId(read, known.settings ?? {}) === answer.answerId;
    if (!isTheirs) throw batchErrors.otherQuestions(answersPath, next + 1, path, answer.line);
    next++;
  };
  try {
    for await (const read of questionLines(path, rules)) {
      if (isQuestion(read)) {
        count++;
        if (ids.has(read.id)) repeatedIds.push(read.line);
        ids.add(read.id);
        requireAnswered(read.line, read);
      } else {
        bad.push(read);
        requireAnswered(read.line);
      }
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  requireAnswered(Number.POSITIVE_INFINITY);
  return { count, bad, repeatedIds };
}

function unreadable(path: string, error: unknown): unknown {
  if (error instanceof NotRegularFile) return batchErrors.questionsNoFile(path, error.what);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return batchErrors.questionsMissing(path);
  if (code === 'EACCES' || code === 'EPERM') return batchErrors.questionsForbidden(path);
  return error;
}
