/**
 * A model's answers, one JSON object a line: `question_id` and `text`, as LLaVA-Med and `llava-med batch` write them.
 * The file of questions of the visual chat is read as GPT-4's answers.
 */
import { t } from '@vscode/l10n';
import { isRecord } from '../../text/isRecord.ts';
import { datasetErrors } from './datasetErrors.ts';
import { fileRows, type Row } from './fileRows.ts';
import { fileText } from './fileText.ts';
import { idKey, RepeatedIds } from './itemIds.ts';
import type { DatasetProblem } from './itemsOfRows.ts';
import { idOf } from './rowReader.ts';

export interface ReadAnswers {
  /**
   * By `idKey` of the question's id. Where an id is answered several times, in the order of the questions: `id`,
   * `id#2` ...
   */
  readonly answers: ReadonlyMap<string, string>;
  /** Line of the file, from 1, by the same keys. */
  readonly lines: ReadonlyMap<string, number>;
  /** How often, of the ids that are answered more than once. */
  readonly repeated: ReadonlyMap<string, number>;
  /** As the file names it; undefined where its lines name several, or none. */
  readonly model: string | undefined;
  readonly problems: readonly DatasetProblem[];
}

interface Answer {
  readonly id: string | number;
  readonly text: string;
  readonly line: number;
  /** Of the question in its own file: `metadata.line` of `llava-med batch`. */
  readonly questionLine: number | undefined;
  readonly model: unknown;
}

/** Rejects with a `DatasetError`, or with the signal's reason. */
export async function readAnswers(path: string, signal?: AbortSignal): Promise<ReadAnswers> {
  const content = await fileText(path, signal);
  if (content.kind === 'parquet') throw datasetErrors.questionsNotAnswers(path);
  const problems: DatasetProblem[] = [];
  const found: Answer[] = [];
  for (const { row, number, where, why } of answerRows(path, content.text)) {
    const answer = row === undefined ? { why: why ?? t`it is not a JSON object` } : answerOf(row, number);
    if ('why' in answer) problems.push({ where, why: answer.why });
    else found.push(answer);
  }
  if (found.length === 0) throw datasetErrors.questionsNotAnswers(path);
  const models = new Set(found.map(({ model }) => model));
  const [model] = models;
  return {
    ...keyed(found, problems),
    model: models.size === 1 && typeof model === 'string' ? model : undefined,
    problems,
  };
}

function answerRows(path: string, text: string) {
  // A run that was stopped leaves half a line: what stands before it is whole.
  const end = text.endsWith('\n') ? text.length : text.lastIndexOf('\n') + 1;
  const last = text.slice(end);
  if (last === '' || end === 0 || text.trimStart().startsWith('[') || isJson(last)) return fileRows(path, text);
  const whole = fileRows(path, text.slice(0, end));
  const number = text.split('\n').length;
  return [
    ...whole,
    {
      ...{ unit: 'line' as const, number, where: t`line ${number}` },
      row: undefined,
      why: t`its end is missing: the run was stopped while writing it`,
    },
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function answerOf(row: Row, line: number): Answer | { why: string } {
  const found = idOf(row, 'question_id', 'id');
  if ('why' in found) return found;
  if (found.id === undefined) return { why: t`it has no question_id` };
  const text = textOf(row);
  if (text === undefined) return { why: t`it has no text (the answer)` };
  const { metadata } = row;
  const questionLine = isRecord(metadata) ? metadata['line'] : undefined;
  return {
    id: found.id,
    text,
    line,
    questionLine: typeof questionLine === 'number' ? questionLine : undefined,
    model: row['model_id'],
  };
}

/** An empty answer is an answer. */
function textOf(row: Row): string | undefined {
  // The `text` of a row with a right answer, or with an image and nothing of an answer's, is the question.
  if (typeof row['gpt4_answer'] === 'string') return row['gpt4_answer'];
  const isQuestion = 'image' in row && !('answer_id' in row || 'model_id' in row || 'prompt' in row);
  const text = isQuestion ? undefined : (row['text'] ?? row['answer']);
  return typeof text === 'string' ? text : undefined;
}

function keyed(
  found: readonly Answer[],
  problems: DatasetProblem[],
): Pick<ReadAnswers, 'answers' | 'lines' | 'repeated'> {
  const answers = new Map<string, string>();
  const lines = new Map<string, number>();
  const ids = new RepeatedIds();
  const seen = new Map<string, number>();
  // Where it is known which question a line answers, that is its place, whatever the order of the file.
  const isPlaced = found.every(({ questionLine }) => questionLine !== undefined);
  const ordered = isPlaced ? [...found].sort((one, other) => one.questionLine! - other.questionLine!) : found;
  for (const { id, text, line, questionLine } of ordered) {
    const question = `${questionLine ?? ''}:${idKey(id)}`;
    const before = questionLine === undefined ? undefined : seen.get(question);
    if (before !== undefined) {
      problems.push({ where: t`line ${line}`, why: t`it answers the same question as line ${before}, which counts` });
      continue;
    }
    seen.set(question, line);
    const key = idKey(ids.next(id));
    answers.set(key, text);
    lines.set(key, line);
  }
  return { answers, lines, repeated: ids.repeated };
}
