import { UsageError } from './usageError.ts';

const WANTED = 'ask needs at least one image and a question in quotes, in any order.';

/**
 * Which of the words is the question: it may stand first or last. What exists is an image, and so is what is written
 * like a path (that there is no such file is said when it is opened); the question is what is left. Throws `UsageError`.
 */
export function questionAndImages(
  words: readonly string[],
  exists: (path: string) => boolean,
): { readonly question: string; readonly images: readonly string[] } {
  if (words.some((word) => word.trim() === '')) throw new UsageError('The question is empty.');
  const others = words.filter((word) => !exists(word));
  const [question, ...more] = likeliest(others);
  if (question === undefined) throw new UsageError(words.length === 0 ? WANTED : `There is no question. ${WANTED}`);
  if (more.length > 0) {
    const quoted = [question, ...more].map((word) => `"${word}"`).join(', ');
    throw new UsageError(`No files, and more than one question: ${quoted}. ${WANTED}`);
  }
  const images = words.filter((word) => word !== question);
  if (images.length === 0) throw new UsageError(`There is no image. ${WANTED}`);
  return { question: question.trim(), images };
}

/** Sentences before single words, and neither where something is written like a path. */
function likeliest(words: readonly string[]): readonly string[] {
  const notPaths = words.filter((word) => !isWrittenLikeAPath(word));
  const sentences = notPaths.filter((word) => /\s|\?$/.test(word.trim()));
  return sentences.length > 0 ? sentences : notPaths;
}

/** One word with a folder before it or an extension behind it, or any words that end in an image's extension. */
function isWrittenLikeAPath(word: string): boolean {
  if (/\.(dcm|dicom|ima|png|jpe?g|tiff?|webp|nii(\.gz)?|zip)$/i.test(word)) return true;
  return !/\s/.test(word) && (/[/\\]/.test(word) || /\.[A-Za-z]\w{0,5}$/.test(word));
}
