/** Sentences of which an image can show nothing: why they are not asked about. */
import { t } from '@vscode/l10n';
import type { Mention } from '../reading/statements/mention.ts';
import type { Sentence } from '../reading/statements/sentence.ts';

/** What is shown for a sentence that is not asked about. */
export const notAskedReasons = {
  get heading() {
    return t`It is a heading.`;
  },
  get advice() {
    return t`It advises what to do; an image cannot show that.`;
  },
  get history() {
    return t`It tells the patient's history; this image cannot show that.`;
  },
  get comparison() {
    return t`It compares with another study; the model is not shown that.`;
  },
  get technique() {
    return t`It tells how the study was made, not what it shows.`;
  },
  get communication() {
    return t`It tells who was informed.`;
  },
} as const;

export type NotAskedReason = keyof typeof notAskedReasons;

const technique =
  /\b(?:obtained|acquired|performed|administered|injected|reconstruct\w*|reformat\w*|protocol|kvp|mas|field of view|slice thickness|tesla)\b|^\W*(?:portable|single|two|three|pa|ap|frontal|lateral|upright|supine|semi-?erect|axial|sagittal|coronal|multiplanar)\b[^.]*\b(?:views?|radiographs?|films?|projections?|x-?rays?|images|sequences)\b|\b(?:study|examination|exam|evaluation|assessment) is (?:somewhat |mildly |severely |technically )?(?:limited|degraded|suboptimal)\b|\b(?:motion artefacts?|motion artifacts?|patient rotation)\b/i;
const communication =
  /\b(?:discussed with|communicated|notified|informed|telephoned|phoned|reported to|called to|conveyed|by telephone|read back)\b/i;
const history = /\b(?:history|hx|status post|s\/p|h\/o|previously treated|formerly)\b/i;
const priorStudy =
  /\b(?:compar(?:ed|ison|ing)|(?:prior|previous|earlier|last|old) (?:\w+ ){0,2}(?:study|studies|exam\w*|radiograph\w*|film\w*|ct|mri|x-?ray|imaging|scan))\b/i;

/** Undefined where the sentence is to be asked about. */
export function whyNotAsked(
  sentence: Sentence,
  text: string,
  mentions: readonly Mention[],
): NotAskedReason | undefined {
  const { tokens, marks, isLabel } = sentence;
  if (isLabel || !tokens.some(({ kind, word }) => kind === 'word' && word.length > 1)) return 'heading';
  const found = mentions.filter(({ assertion }) => assertion !== 'past' && assertion !== 'asked');
  if (found.length > 0) return undefined;
  if (mentions.some(({ assertion }) => assertion === 'asked')) return 'advice';
  if (mentions.length > 0) return 'history';
  if (marks.cues.some(({ value }) => value === 'advice')) return 'advice';
  if (communication.test(text)) return 'communication';
  if (history.test(text)) return 'history';
  if (priorStudy.test(text) || marks.changes.length > 0) return 'comparison';
  return technique.test(text) ? 'technique' : undefined;
}

/** `No new nodule` denies a change, not a nodule. */
export function deniesChangeOnly({ marks }: Sentence, finding: number): boolean {
  return marks.changes.some(
    ({ value, from, to }) => (value === 'fresh' || value === 'trend') && to <= finding && finding - from < 5,
  );
}
