import { t } from '@vscode/l10n';
import { markSentence } from '../reading/statements/mentions.ts';
import { sentencesOf, type Sentence } from '../reading/statements/sentence.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { Language } from '../reading/words/language.ts';
import type { Side } from '../reading/words/lexicon.ts';
import { vocabularyOf } from '../reading/words/lexicons.ts';
import type { ReportDocument } from '../reportDocument.ts';
import type { CheckContext, ImageFacts } from './checkContext.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

/** A word for a side, and what keeps it from being said of this image. */
interface SaidSide {
  readonly side: Side | 'both';
  readonly range: TextRange;
  readonly isDenied: boolean;
}

/** Words for the side that the images of a paired part of the body are not of, by their tag Laterality. */
export class TaggedSide {
  readonly #side: Side | undefined;
  readonly #isEye: boolean;
  readonly #said: SaidSide[] = [];

  constructor({ images = [] }: CheckContext) {
    this.#side = sideOf(images);
    this.#isEye = images.some((image) => /EYE|RETINA|ORBIT/i.test(image.bodyPart ?? '') || isOfEye(image));
  }

  /** A sentence of the Findings or the Impression. */
  read(sentence: Sentence): void {
    if (this.#side) this.#said.push(...saidIn(sentence, this.#isEye));
  }

  problems(text: string, report: ReportDocument, language: Language): ReportProblem[] {
    const side = this.#side;
    if (!side) return [];
    const title = titleRanges(text, report).flatMap((range) =>
      sentencesOf(text, range, vocabularyOf(language)).flatMap((sentence) => saidIn(sentence, this.#isEye)),
    );
    const isOwnNowhere = ![...title, ...this.#said].some((one) => one.side === side);
    const wrong = (said: readonly SaidSide[]): readonly SaidSide[] =>
      said.some((one) => one.side === side || one.side === 'both')
        ? []
        : said.filter(({ isDenied }) => isOwnNowhere || !isDenied);
    return [...wrong(title), ...wrong(this.#said)].map(({ range }) => ({
      code: 'laterality-tag',
      range,
      severity: defaultSeverities['laterality-tag'],
      message:
        side === 'left'
          ? t`By its Laterality tag the image is of the left side, the report says right. Check the image, then correct the one that is wrong.`
          : t`By its Laterality tag the image is of the right side, the report says left. Check the image, then correct the one that is wrong.`,
    }));
  }
}

/** Body Part Examined (DICOM PS3.16, annex L) of parts that a person has two of; chest, abdomen and head are none. */
const paired =
  /BREAST|HAND|KNEE|HIP|SHOULDER|ANKLE|FOOT|ELBOW|WRIST|EYE|EAR|FEMUR|TIBIA|FIBULA|FOREARM|RADIUS|ULNA|HUMERUS|ARM|LEG|THIGH|CALF|CALCAN|HEEL|FINGER|THUMB|TOE|HALLUX|CLAVICLE|SCAPULA|ACJOINT|SCJOINT|PATELLA|ORBIT|RETINA|TMJ|EXTREMITY|LIMB|KIDNEY|OVARY|TESTI|CAROTID|AXILLA|METACARP|METATARS|SCAPHOID|RIB|MASTOID|PAROTID/;
const notPaired = /HEAD|HEART|CHEST|THORAX|ABDOMEN|PELVIS|SPINE|SKULL|NECK|BRAIN|BODY/;

/** The one side of all images; undefined where one is of no paired part, has no tag or the other side. */
function sideOf(images: readonly ImageFacts[]): Side | undefined {
  const [first] = images;
  if (!first || (first.laterality !== 'L' && first.laterality !== 'R')) return undefined;
  const isOne = images.every((image) => image.laterality === first.laterality && isPaired(image));
  return isOne ? (first.laterality === 'L' ? 'left' : 'right') : undefined;
}

function isPaired(image: ImageFacts): boolean {
  const part = (image.bodyPart ?? '').toUpperCase().replace(/[^A-Z]/g, '');
  if (part === '') return image.modality === 'MG' || isOfEye(image);
  return paired.test(part.replace('FOREHEAD', '')) && !notPaired.test(part);
}

/** Photographs, tomographs and measurements of the eye (PS3.3 C.7.3.1.1.1). */
function isOfEye({ modality }: ImageFacts): boolean {
  return /^(?:OP|OPT|OPTBSV|OPTENF|OPV|OPM|OAM|OCT|OSS)$/.test(modality ?? '');
}

function saidIn(sentence: Sentence, isEye: boolean): SaidSide[] {
  const { tokens, marks } = sentence;
  const eyes = isEye
    ? tokens.flatMap(({ text, start, end }): SaidSide[] =>
        /^O[DSU]$/.test(text)
          ? [
              {
                side: text === 'OD' ? 'right' : text === 'OS' ? 'left' : 'both',
                range: { start, end },
                isDenied: false,
              },
            ]
          : [],
      )
    : [];
  if (marks.sides.length === 0 || tokens.some(({ word }) => elsewhere.test(word))) return eyes;
  const isBeside = (from: number, to: number): boolean =>
    tokens.slice(Math.max(0, from - 8), from).some(({ word }) => another.test(word)) ||
    tokens.slice(to, to + 5).some(({ word }) => /^(?:comparison|seitenvergleich)$/.test(word));
  const { sides } = markSentence(tokens, marks, false);
  const cueBefore = (value: string, at: number): boolean =>
    marks.cues.some((cue) => cue.value === value && cue.from < at);
  return [
    ...eyes,
    ...sides.flatMap(({ value, from, to }): SaidSide[] =>
      value === 'apart' || cueBefore('advice', from) || cueBefore('past', from) || isBeside(from, to)
        ? []
        : [
            {
              side: value,
              range: { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 },
              isDenied: cueBefore('no', from),
            },
          ],
    ),
  ];
}

/** The sentence looks at the other side, or ahead. */
const elsewhere =
  /^(?:unlike|contralateral\w*|opposite|asymmetr\w*|symmetr\w*|gegenseit\w*|kontralateral\w*|controlateral\w*|mastectomy|amputat\w*|contralaterale?s?|recommend\w*|advised?|empfohlen|empfehl\w*)$/;
/** What follows is the other side, or another study. */
const another =
  /^(?:compar\w*|than|versus|vs|prior|previous\w*|earlier|history|hx|formerly|vergl\w*|gegenuber|respecto|rispetto|confront\w*|vergelek\w*|zustand|z\w?n|antecedent\w*|seitenvergleich)$/;

/** What stands above the first section, titles, and how the study was done. */
function titleRanges(text: string, { sections, frontMatter }: ReportDocument): TextRange[] {
  const start = frontMatter?.range.end ?? 0;
  const [first] = sections;
  const ranges: TextRange[] = [{ start, end: Math.min(first?.heading.start ?? text.length, start + longestTitle) }];
  const end = sections.find(({ kind }) => kind === 'findings' || kind === 'impression')?.heading.start ?? text.length;
  for (const { kind, heading, content } of sections) {
    if (heading.start > end) break;
    if (kind === 'other') ranges.push(heading);
    if (kind === 'other' || kind === 'technique')
      ranges.push({ start: content.start, end: Math.min(content.end, content.start + longestTitle) });
  }
  return ranges.filter((range) => range.start < range.end);
}

const longestTitle = 4000;
