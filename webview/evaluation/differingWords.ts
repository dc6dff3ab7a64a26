/** Which words of two texts differ, case and punctuation aside. */
export interface TextPart {
  readonly text: string;
  readonly differs: boolean;
}

/** Pairs of words beyond which nothing is marked: the table below would grow too large. */
const MOST_PAIRS = 4_000_000;

/** Both texts in parts, by a longest common subsequence of their words; joined they are the texts as they were. */
export function differingWords(a: string, b: string): readonly [readonly TextPart[], readonly TextPart[]] {
  const left = words(a);
  const right = words(b);
  if (left.length * right.length > MOST_PAIRS) return [plain(a), plain(b)];
  const [leftCommon, rightCommon] = common(left.map(bare), right.map(bare));
  return [parts(left, leftCommon), parts(right, rightCommon)];
}

/** Each with the space after it. */
function words(text: string): readonly string[] {
  return text.match(/\s*\S+\s*|\s+/g) ?? [];
}

function bare(word: string): string {
  const letters = word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  // A word of signs alone, "-", is itself.
  return letters === '' ? word.trim() : letters;
}

function plain(text: string): readonly TextPart[] {
  return text === '' ? [] : [{ text, differs: false }];
}

function common(a: readonly string[], b: readonly string[]): readonly [readonly boolean[], readonly boolean[]] {
  const width = b.length + 1;
  // Of the words from here on: how long their common subsequence is.
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  const inA = a.map(() => false);
  const inB = b.map(() => false);
  for (let i = 0, j = 0; i < a.length && j < b.length;)
    if (a[i] === b[j]) {
      inA[i++] = true;
      inB[j++] = true;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  return [inA, inB];
}

/** Neighbours that are alike are one part. */
function parts(texts: readonly string[], isCommon: readonly boolean[]): readonly TextPart[] {
  const joined: { text: string; differs: boolean }[] = [];
  texts.forEach((text, i) => {
    const differs = isCommon[i] !== true;
    const last = joined.at(-1);
    if (last?.differs === differs) last.text += text;
    else joined.push({ text, differs });
  });
  return joined;
}
