/**
 * What an answer says of its images that their files contradict: another modality, another part of the body, the other
 * side. Rather silent than wrong: only what the answer affirms of the image itself counts. What it denies, compares
 * with, recommends or remembers of an earlier examination does not.
 */
import { t } from '@vscode/l10n';
import {
  BODY_PART_CODES,
  BODY_PART_WORDS,
  MODALITY_CODES,
  MODALITY_WORDS,
  PAIRED_PARTS,
  type TagWord,
  UNPAIRED_CODES,
} from './tagWords.ts';

/** What a file says of an image; missing where it says nothing. */
export interface TaggedImage {
  /** Modality (0008,0060). */
  readonly modality?: string | undefined;
  /** Body Part Examined (0018,0015). */
  readonly bodyPart?: string | undefined;
  /** Image Laterality (0020,0062), else Laterality (0020,0060): `L`, `R`, or else no side. */
  readonly laterality?: string | undefined;
}

/** The answer's word, and what stands in the attribute of the files instead. */
interface Contradiction {
  readonly says: string;
  readonly tag: string;
  readonly codes: readonly string[];
}

/**
 * One sentence for each contradiction, such as "The answer says MRI; the file's Modality is CR.". Empty where the
 * answer contradicts nothing, or where a file does not say enough. Of several images every one has to be contradicted.
 * In English, for records.
 */
export function answerAgainstTags(answer: string, images: readonly TaggedImage[]): readonly string[] {
  const file = images.length === 1 ? "the file's" : "the files'";
  return contradictions(answer, images).map(
    ({ says, tag, codes }) => `The answer says ${says}; ${file} ${tag} is ${codes.join(', ')}.`,
  );
}

/** The same for people, in the language of the texts. */
export function answerAgainstTagsTexts(answer: string, images: readonly TaggedImage[]): readonly string[] {
  return contradictions(answer, images).map(({ says, tag, codes }) =>
    images.length === 1
      ? t`The answer says ${says}; the file's ${tag} is ${codes.join(', ')}.`
      : t`The answer says ${says}; the files' ${tag} is ${codes.join(', ')}.`,
  );
}

function contradictions(answer: string, images: readonly TaggedImage[]): readonly Contradiction[] {
  if (images.length === 0) return [];
  return [ofModality(answer, images), ofBodyPart(answer, images), ofSide(answer, images)].filter(
    (one) => one !== undefined,
  );
}

function ofModality(answer: string, images: readonly TaggedImage[]): Contradiction | undefined {
  const codes = codesOf(
    images.map(({ modality }) => modality),
    MODALITY_CODES,
  );
  if (codes === undefined) return undefined;
  const wrong = wrongWord(affirmed(answer, MODALITY_WORDS), codes);
  return wrong && { says: wrong.name, tag: 'Modality', codes };
}

/** A chest film shows shoulders and spine too: only what the image is said to be *of* counts. */
function ofBodyPart(answer: string, images: readonly TaggedImage[]): Contradiction | undefined {
  const codes = codesOf(
    images.map(({ bodyPart }) => bodyPart),
    BODY_PART_CODES,
  );
  if (codes === undefined) return undefined;
  const subject = affirmed(answer, BODY_PART_WORDS, (before, after) => {
    const kind = '(?:MRI|CT|X-?rays?|x-?rays?|radiographs?|scan|film|ultrasound|sonogram|imaging|image)';
    return (
      new RegExp(`\\b${kind}(?: (?:scan|image|film|study))? of (?:the |a |an )?$`, 'u').test(before) ||
      new RegExp(`^ ${kind}\\b`, 'u').test(after)
    );
  });
  const wrong = wrongWord(subject, codes);
  return wrong && { says: wrong.name, tag: 'Body Part Examined', codes };
}

function ofSide(answer: string, images: readonly TaggedImage[]): Contradiction | undefined {
  if (images.some(({ bodyPart }) => UNPAIRED_CODES.has(code(bodyPart)))) return undefined;
  const codes = codesOf(
    images.map(({ laterality }) => laterality),
    new Set(['L', 'R']),
  );
  if (codes?.length !== 1) return undefined;
  const words: readonly TagWord[] = ['left', 'right'].map((side) => ({
    name: side,
    pattern: new RegExp(`\\b${side}(?= (?:${PAIRED_PARTS})\\b)`, 'giu'),
    codes: [side === 'left' ? 'L' : 'R'],
  }));
  const wrong = wrongWord(affirmed(answer, words), codes);
  return wrong && { says: wrong.name, tag: 'Laterality', codes };
}

/** The codes of all images, each once; undefined where one is missing or says nothing that is known. */
function codesOf(values: readonly (string | undefined)[], known: ReadonlySet<string>): readonly string[] | undefined {
  const codes = [...new Set(values.map(code))];
  return codes.every((one) => known.has(one)) ? codes : undefined;
}

function code(value: string | undefined): string {
  return (value ?? '').trim().toUpperCase();
}

/** The first word that no image agrees with, unless another word of the answer does agree. */
function wrongWord(said: readonly TagWord[], codes: readonly string[]): TagWord | undefined {
  const agrees = (word: TagWord): boolean => word.codes.some((one) => codes.includes(one));
  return said.some(agrees) ? undefined : said[0];
}

/** Denied, compared, uncertain, or of another examination, when it stands before the word in its clause. */
const NOT_OF_THIS_IMAGE =
  /\b(?:no|not|never|without|neither|nor|cannot|unlike|than|versus|vs|whether|if|rather|instead|compar\w*|similar|differ\w*|relative to|recommend\w*|advis\w*|suggest(?:ed)? (?:further|an?|that)|consider\w*|further|follow-?up|additional|should|could|would|may|might|can|correlat\w*|prior|previous\w*|earlier|past|future|next|subsequent|needs?|need(?:ed)?|necessary|required?|confirm\w*|obtain\w*|perform\w*|alternative\w*|also|such as|like|other|another|or|known|history|had|underwent|after|before|since)\b|n['’]t\b/iu;
/** The same, when it stands behind the word. */
const NOT_HERE =
  /^[\w -]{0,30}\b(?:(?:is|are|was|were|may be|would be|should be|could be|might be) (?:not|recommended|advised|suggested|needed|indicated|helpful|useful|required|necessary|better|obtained|performed|considered)|would|could|may|might|should|can|correlation)\b/iu;

/** Words that the answer affirms of the image itself. */
function affirmed(
  answer: string,
  words: readonly TagWord[],
  fits: (before: string, after: string) => boolean = () => true,
): readonly TagWord[] {
  const found: { readonly word: TagWord; readonly at: number }[] = [];
  for (const { start, text } of clauses(answer)) {
    for (const word of words) {
      for (const match of text.matchAll(word.pattern)) {
        const [before, after] = [text.slice(0, match.index), text.slice(match.index + match[0].length)];
        if (NOT_OF_THIS_IMAGE.test(before) || NOT_HERE.test(after) || !fits(before, after)) continue;
        found.push({ word, at: start + match.index });
      }
    }
  }
  return found.sort((one, other) => one.at - other.at).map(({ word }) => word);
}

/** Sentences, and their parts where the thought may turn. A question affirms nothing. */
function clauses(answer: string): readonly { readonly start: number; readonly text: string }[] {
  return [...answer.matchAll(/[^.;:,!?\n]+(?:[.;:,!?\n]|$)/gu)]
    .map((match) => ({ start: match.index, text: match[0] }))
    .filter(({ text }) => !text.endsWith('?'));
}
