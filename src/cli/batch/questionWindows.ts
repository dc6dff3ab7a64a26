/** Questions by the handful: those about one image are answered together, and memory holds no more than a handful. */
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import { DamagedImageError } from '../imageDoubts.ts';
import type { PreparedImage, PreparedImages } from './preparedImages.ts';
import type { BadLine, Question } from './questions.ts';

export interface QuestionOnImage {
  readonly question: Question;
  readonly image: PreparedImage;
}

/** LLaVA-Med's files have 4 questions on an image, and those of an image stand together. */
const MOST_QUESTIONS = 64;
/** Of the model's pixels: a LLaVA image has 0.3 MiB, but other families take an image as large as it is. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * In the order of the questions. One whose image cannot be asked about goes to `onBad` instead. Rejects with the
 * signal's reason.
 */
export async function* questionWindows(
  questions: AsyncIterable<Question>,
  images: Pick<PreparedImages, 'prepare'>,
  onBad: (bad: BadLine) => void,
  signal: AbortSignal,
): AsyncGenerator<readonly QuestionOnImage[], void, undefined> {
  let window: QuestionOnImage[] = [];
  let bytes = 0;
  let known = new Map<string, PreparedImage | string>();
  for await (const question of questions) {
    signal.throwIfAborted();
    let image = known.get(question.image);
    if (image === undefined) {
      image = await prepared(images, question.image, signal);
      known.set(question.image, image);
      if (typeof image !== 'string') bytes += image.forModel.rgb.byteLength;
    }
    if (typeof image === 'string') onBad({ line: question.line, why: image });
    else window.push({ question, image });
    if (window.length < MOST_QUESTIONS && bytes < MOST_BYTES) continue;
    if (window.length > 0) yield window;
    window = [];
    bytes = 0;
    known = new Map();
  }
  if (window.length > 0) yield window;
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
