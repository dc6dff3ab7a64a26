/** Questions by the handful: those about one image are answered together, and memory holds no more than a handful. */
import { ImagingError } from '../imaging/intake/imagingErrors.ts';
import { DamagedImageError } from './imageDoubts.ts';
import type { PreparedImage, PreparedImages } from './preparedImages.ts';
import type { BadLine, Question } from './questions.ts';

export interface QuestionOnImage {
  readonly question: Question;
  /** Undefined for a question that is asked without one. */
  readonly image: PreparedImage | undefined;
}

/** LLaVA-Med's files have 4 questions on an image, and those of an image stand together. */
const MOST_QUESTIONS = 64;
/** Not counted in bytes: where a window ends must not depend on what an image is. */
const MOST_IMAGES = 16;

/**
 * In the order of the questions. The windows and the questions of an image in one are the same whatever `isOpen` says:
 * where one of them is open all are given, since an answer may depend on those that are decoded along with it. Open ones
 * whose image cannot be asked about go to `onBad` instead. Rejects with the signal's reason.
 */
export async function* questionWindows(
  questions: AsyncIterable<Question>,
  isOpen: (question: Question) => boolean,
  images: Pick<PreparedImages, 'prepare'>,
  onBad: (bad: BadLine) => void,
  signal: AbortSignal,
): AsyncGenerator<readonly QuestionOnImage[], void, undefined> {
  let window: Question[] = [];
  let paths = new Set<string>();
  for await (const question of questions) {
    const isFull =
      window.length === MOST_QUESTIONS ||
      (paths.size === MOST_IMAGES && question.image !== undefined && !paths.has(question.image));
    if (isFull) {
      yield await withImages(window);
      window = [];
      paths = new Set();
    }
    window.push(question);
    if (question.image !== undefined) paths.add(question.image);
  }
  if (window.length > 0) yield await withImages(window);

  async function withImages(all: readonly Question[]): Promise<readonly QuestionOnImage[]> {
    const wanted = new Set(all.filter(isOpen).map(({ image }) => image));
    const known = new Map<string | undefined, PreparedImage | string>();
    for (const path of wanted) if (path !== undefined) known.set(path, await prepared(images, path, signal));
    return all.flatMap((question): readonly QuestionOnImage[] => {
      if (question.image === undefined) return wanted.has(undefined) ? [{ question, image: undefined }] : [];
      const image = known.get(question.image);
      if (typeof image === 'string' && isOpen(question)) onBad({ line: question.line, why: image });
      return image === undefined || typeof image === 'string' ? [] : [{ question, image }];
    });
  }
}

/** The image, or why it cannot be asked about. */
async function prepared(
  images: Pick<PreparedImages, 'prepare'>,
  path: string,
  signal: AbortSignal,
): Promise<PreparedImage | string> {
  try {
    return await images.prepare(path, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ImagingError || error instanceof DamagedImageError) return error.message;
    throw error;
  }
}
