/** A file of questions as LLaVA-Med's evaluation has them: one JSON object a line, `question_id`, `image`, `text`. */
import { fileLines, type FileLine } from './fileLines.ts';

export interface Question {
  /** Of its line in the file, counted from 1. */
  readonly line: number;
  readonly id: string | number;
  /** As the file has it: a path, from the folder of the images. Undefined for one that is asked without an image. */
  readonly image: string | undefined;
  /** Without the mark that says where LLaVA-Med puts the image. */
  readonly prompt: string;
}

/** What a file of questions may hold. */
export interface QuestionRules {
  /** A question without an image is one, too. */
  readonly mayLackImage?: boolean | undefined;
}

export interface BadLine {
  readonly line: number;
  /** A sentence for the person who has to correct it. */
  readonly why: string;
}

export function isQuestion(read: Question | BadLine): read is Question {
  return 'prompt' in read;
}

/** A line is a question, not a book: the longest one of LLaVA-Med's own files has 4 kB. */
const LONGEST_LINE = 1024 * 1024;
/** The image stands before the question whatever the file says, as LLaVA-Med's `model_vqa.py` has it. */
const IMAGE_MARK = '<image>';

/** Every line that is not empty. Rejects with `NotRegularFile`, or as `open` does. */
export async function* questionLines(
  path: string,
  rules: QuestionRules = {},
): AsyncGenerator<Question | BadLine, void, undefined> {
  for await (const line of fileLines(path, LONGEST_LINE)) {
    if (line.text?.trim() !== '') yield readQuestion(line, rules);
  }
}

function readQuestion({ number: line, text, fault }: FileLine, { mayLackImage }: QuestionRules): Question | BadLine {
  if (text === undefined)
    return {
      line,
      why: fault === 'tooLong' ? `it is longer than ${LONGEST_LINE / 1024} KiB` : 'it is not UTF-8 text',
    };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, why: 'it is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, why: 'it is not a JSON object' };
  const { question_id: id, image, text: question } = value as Record<string, unknown>;
  if (id === undefined) return { line, why: 'it has no question_id' };
  if (typeof id !== 'string' && typeof id !== 'number')
    return { line, why: 'its question_id is neither a text nor a number' };
  // JSON's reader has rounded it: it would not come out as it went in.
  if (typeof id === 'number' && !Number.isSafeInteger(id))
    return { line, why: 'its question_id is no whole number that can be kept exactly: write it in quotes' };
  const isImageless = image === undefined && mayLackImage === true;
  if (!isImageless && (typeof image !== 'string' || image === ''))
    return { line, why: 'it has no image (the path of one file)' };
  if (typeof image === 'string' && image.includes('\0')) return { line, why: 'its image is no path' };
  if (typeof question !== 'string') return { line, why: 'it has no text (the question)' };
  const prompt = question.replaceAll(IMAGE_MARK, '').trim();
  if (prompt === '') return { line, why: 'its text is empty' };
  return { line, id, image: typeof image === 'string' ? image : undefined, prompt };
}
