/**
 * Organs whose state denies or states a finding: "the heart size is normal" denies cardiomegaly, "the lungs are clear" an
 * opacity. The report checks read findings only; this reads the organ, the word for its state, and a "not" between them.
 */
import type { Assertion } from '../../report/reading/statements/mention.ts';
import type { Sentence } from '../../report/reading/statements/sentence.ts';
import { sidesOf } from '../../report/reading/statements/sidedSentence.ts';
import type { Cue, Side } from '../../report/reading/words/lexicon.ts';
import { PhraseIndex, type Hit } from '../../report/reading/words/phraseIndex.ts';

interface Structure {
  readonly finding: string;
  readonly names: string;
  /** Words for a state that the finding is not in. */
  readonly normal: string;
  /** Words for the finding; none where the checks' own words for it do. */
  readonly abnormal: string;
  readonly organ?: string;
}

const usual = 'normal|unremarkable|within normal limits|wnl|upper limits of normal|upper limit of normal';

const structures: readonly Structure[] = [
  {
    finding: 'cardiomegaly',
    names:
      'heart|heart size|size of the heart|cardiac silhouette|cardiac size|cardiac shadow|cardiac contour*|heart and mediastinum',
    normal: `${usual}|not enlarged|top normal`,
    abnormal: 'enlarged|enlargement|large|increased in size',
  },
  {
    finding: 'wide mediastinum',
    names:
      'mediastinum|mediastinal contour*|mediastinal silhouette|mediastinal width|mediastinal size|cardiomediastinal silhouette*|cardiomediastinal contour*|cardiac and mediastinal silhouette*|cardiac and mediastinal contour*|cardio - mediastinal silhouette',
    normal: `${usual}|not widened`,
    abnormal: 'widened|widening|wide|enlarged|broadened',
  },
  { finding: 'opacity', names: 'lung|lungs|lung field*|lung parenchyma', normal: `${usual}|clear`, abnormal: '' },
  {
    finding: 'effusion',
    names: 'costophrenic angle*|costophrenic sulc*|costophrenic recess*|cp angle*|pleural space*',
    normal: `${usual}|clear|sharp`,
    abnormal: '',
  },
  {
    finding: 'fracture',
    names: 'bone|bones|osseous structure*|bony structure*|bony thorax|ribs|skull|skeleton|bony cage',
    normal: 'intact',
    abnormal: '',
  },
  { finding: 'white matter lesions', names: 'white matter', normal: usual, abnormal: '' },
  {
    finding: 'hydrocephalus',
    names: 'ventricles|lateral ventricles|ventricular system|ventricular size',
    normal: usual,
    abnormal: 'enlarged|dilated',
  },
  { finding: 'lesion', names: 'liver', normal: `${usual}|homogeneous`, abnormal: '', organ: 'liver' },
];

const names = new PhraseIndex<Structure>(structures.map((one) => [one, one.names] as const));
const states = new Map(
  structures.map((one) => [
    one,
    new PhraseIndex<Assertion>([
      ['denied', one.normal],
      ['affirmed', one.abnormal],
    ]),
  ]),
);

export interface StructureStatement {
  readonly finding: string;
  readonly assertion: Assertion;
  readonly sides: readonly Side[];
  readonly organs: readonly string[];
}

/** So many words may stand between an organ and the word for its state. */
const reach = 14;

/** Every organ of the sentence that it says a state of. */
export function structureStatements(sentence: Sentence): StructureStatement[] {
  const found: StructureStatement[] = [];
  for (let from = 0; from < sentence.tokens.length; from += 1) {
    const hit = hitAt(names, sentence, from);
    if (!hit || sentence.marks.findings.some((one) => one.from < hit.to && hit.from < one.to)) continue;
    const assertion = stateBehind(sentence, hit) ?? stateBefore(sentence, hit);
    const { finding, organ } = hit.value;
    const organs = organ === undefined ? [] : [organ];
    if (assertion) found.push({ finding, assertion, sides: sideOf(sentence, hit), organs });
    from = hit.to - 1;
  }
  return found;
}

/** `heart and mediastinum are not enlarged`: up to the next clause, or a finding. */
function stateBehind(sentence: Sentence, { to, value }: Hit<Structure>): Assertion | undefined {
  const index = states.get(value);
  let isDenied = false;
  let isDoubted = false;
  let verbs = 0;
  for (let at = to; index && at < Math.min(sentence.tokens.length, to + reach); at += 1) {
    const state = hitAt(index, sentence, at);
    if (state?.value === 'denied') return isDoubted ? 'uncertain' : isDenied ? undefined : 'denied';
    if (state) return isDenied ? 'denied' : isDoubted ? 'uncertain' : 'affirmed';
    const cue = cueAt(sentence, at);
    if (cue === 'no') isDenied = true;
    else if (cue === 'maybe') isDoubted = true;
    else if (cue === 'verb' || cue === 'show') verbs += 1;
    const isEdge = cue === 'with' || cue === 'cause' || cue === 'advice' || cue === 'past' || verbs > 1;
    if (isEdge || sentence.marks.findings.some((one) => one.from === at)) return undefined;
  }
  return undefined;
}

/** `Normal heart size`, `clear lungs`, `enlarged cardiac silhouette`. */
function stateBefore(sentence: Sentence, { from, value }: Hit<Structure>): Assertion | undefined {
  const index = states.get(value);
  for (let at = from - 1; index && at >= Math.max(0, from - 6); at -= 1) {
    const state = hitAt(index, sentence, at);
    if (state) {
      const before = cueAt(sentence, at - 1);
      if (before === 'no' || before === 'place') return state.value === 'affirmed' ? 'denied' : undefined;
      return before === 'maybe' ? 'uncertain' : state.value;
    }
    const cue = cueAt(sentence, at);
    const isJoint = cue === 'and' || sentence.tokens[at]?.text === ',' || isNamed(sentence, at);
    if (!isJoint && !isSide(sentence, at)) return undefined;
  }
  return undefined;
}

/** Only what stands right before it: `left lung`, `the right costophrenic angle`; `both lungs`. */
function sideOf({ marks }: Sentence, { from }: Hit<Structure>): readonly Side[] {
  const side = marks.sides.find((one) => one.to === from && one.value !== 'apart');
  return side ? sidesOf(side.value) : [];
}

function isNamed(sentence: Sentence, at: number): boolean {
  for (let from = Math.max(0, at - 4); from <= at; from += 1) {
    const hit = hitAt(names, sentence, from);
    if (hit && hit.to > at) return true;
  }
  return false;
}

function isSide({ marks }: Sentence, at: number): boolean {
  return marks.sides.some((one) => one.from <= at && at < one.to);
}

function cueAt({ marks }: Sentence, at: number): Cue | undefined {
  return marks.cues.find((one) => one.from <= at && at < one.to)?.value;
}

function hitAt<V>(index: PhraseIndex<V>, { tokens }: Sentence, from: number): Hit<V> | undefined {
  const token = tokens[from];
  return token?.kind === 'word' ? PhraseIndex.longest(index.startingWith(token.word), tokens, from) : undefined;
}
