/** A line of the answers: LLaVA-Med's fields, and in `metadata` all that is needed to give the same answer again. */
import { createHash } from 'node:crypto';
import { terminalJson } from '../text/terminalText.ts';
import { answerAgainstTags } from '../conversation/answerAgainstTags.ts';
import type { Answer, ModelDescription } from '../protocol/engine.ts';
import { phantomJson } from './imageDoubts.ts';
import type { BatchSettings } from './batchSettings.ts';
import type { PreparedImage } from './preparedImages.ts';
import type { Question } from './questions.ts';
import type { QuestionOnImage } from './questionWindows.ts';

/** How each line begins. */
export const LINE_START = '{"question_id":';

/** A model in answers and names: its file's name, without the ending. */
export function modelId(fileName: string): string {
  return fileName.replace(/\.gguf$/i, '');
}

/** What a line that stands in a file says of where it came from. */
export interface AnswerOrigin {
  /** Of its question. */
  readonly line: number;
  readonly answerId: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Nothing of the hour or of chance is in it: the same run gives the same bytes. Ends with a line break. */
export function answerLine(
  { question, image }: QuestionOnImage,
  { text, stopReason, answerTokens }: Answer,
  model: ModelDescription,
  settings: BatchSettings,
): string {
  const line = {
    question_id: question.id,
    prompt: question.prompt,
    text,
    answer_id: answerId(question, settings),
    model_id: modelId(model.fileName),
    metadata: {
      line: question.line,
      stop_reason: stopReason,
      answer_tokens: answerTokens,
      ...(image !== undefined && imageJson(text, image, model)),
      settings,
    },
  };
  // Unseen characters as escapes: the same to a program, and a line stays one line for every reader.
  return `${terminalJson(line)}\n`;
}

function imageJson(text: string, { forModel, facts }: PreparedImage, model: ModelDescription): object {
  return {
    against_tags: answerAgainstTags(text, [facts]),
    image: {
      sha256: forModel.sha256,
      notes: facts.notes.map(({ code }) => code),
      ...phantomJson(model, facts),
    },
  };
}

/** Tells answers apart where several runs are laid side by side, as LLaVA-Med's random ids do. */
export function answerId(
  { line, id, image, prompt }: Question,
  settings: Readonly<Record<string, unknown>> | BatchSettings,
): string {
  return createHash('sha256')
    .update(JSON.stringify([line, id, image, prompt, settings]))
    .digest('base64url')
    .slice(0, 22);
}

/** Undefined where the text is no line of `answerLine`. */
export function readOrigin(text: string): AnswerOrigin | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { answer_id: id, metadata } = members(value);
  const { line, settings } = members(metadata);
  if (typeof id !== 'string' || typeof line !== 'number' || typeof settings !== 'object' || settings === null)
    return undefined;
  return { line, answerId: id, settings: members(settings) };
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
