import { t } from '@vscode/l10n';
import type { Hit } from '../reading/words/phraseIndex.ts';
import type { Sentence } from '../reading/statements/sentence.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { ReportDocument } from '../reportDocument.ts';
import { addSection } from './addSection.ts';
import type { ChangeKind } from '../reading/words/changeWords.ts';
import { namesPriorStudy } from './priorStudy.ts';
import type { ReportProblem } from './reportProblem.ts';

/** The first word of change of a sentence, if it has one. */
export function changeIn(sentence: Sentence): TextRange | undefined {
  const { tokens, marks } = sentence;
  const hit = marks.changes.find((one) => saysChange(sentence, one));
  return hit && { start: tokens[hit.from]?.start ?? 0, end: tokens[hit.to - 1]?.end ?? 0 };
}

/** Words of change (of {@link changeIn}) in a report that names no earlier study. */
export function changesWithoutComparison(
  text: string,
  report: ReportDocument,
  found: readonly TextRange[],
): ReportProblem[] {
  if (found.length === 0 || namesPriorStudy(text, report)) return [];
  const hasSection = report.sections.some(({ covers }) => covers.includes('comparison'));
  const fix = hasSection ? undefined : addSection(text, report, 'comparison');
  return found.map((range) => ({
    code: 'change-without-comparison',
    range,
    severity: 'warning',
    message: t`"${text.slice(range.start, range.end).replace(/\s+/g, ' ')}" needs an earlier study to compare with, and the report names none. Name it under Comparison, with its date.`,
    ...(fix ? { fix } : {}),
  }));
}

const patient = new Set(
  'patient patients hemodynamically haemodynamically clinically medically mechanically neurologically vitals vital she he condition respiratory cardiovascularly paziente paciente patientin patiente zustand allgemeinzustand hamodynamisch klinisch cliniquement clinicamente klinisch emodinamicamente hemodinamicamente conditions ligamentously'.split(
    ' ',
  ),
);
const notOfFinding = new Set(
  'condition vital vitals patient fracture fractures pattern angina gait joint injury on with under zustand configuration'.split(
    ' ',
  ),
);
const notOfChange = new Set(
  'pain visualization visualisation visibility symptoms dyspnea dyspnoea cough shortness headache headaches sensitivity quality resolution image images inspiration weakness age clinically clinical function hypoxia fever density attenuation order'.split(
    ' ',
  ),
);
/** Over the phases of one study. */
const ofContrast = /^(?:enhanc|fill|centripet|opacif|contrast|washout|uptake)/;
const throughStudy =
  /^(delayed|all|both|prone|supine|phases|phase|sequences|views|lateral|projections|expiratory|inspiratory|left superior|trigeminal|hypoglossal|fetal|cloaca|truncus|ductus|nephrogram|foramen|urogenital|stapedial|sciatic|hyperplastic|primary|vegetative|svc|vomiting|cough|pain|symptoms|fever)$/;
const jointWords = /^(joints?|ligaments?|mortise|ankle|knee|hip|shoulder|elbow|spine|pelvis|ring|syndesmosis)$/;
const appearance =
  /^(aeration|alignment|appearance|position|ventilation|expansion|inflation|vascularity|congestion|volumes?)$/;
const movement =
  /^(flexion|extension|inspiration|expiration|valsalva|standing|weight|between|phases|views|management|therapy|treatment|medication|medications|supine|prone|abduction)$/;

function saysChange(sentence: Sentence, hit: Hit<ChangeKind>): boolean {
  const { tokens, marks } = sentence;
  const before = tokens.slice(Math.max(0, hit.from - 6), hit.from).map(({ word }) => word);
  const after = tokens.slice(hit.to, hit.to + 10).map(({ word }) => word);
  if (isAdvice(sentence, hit)) return false;
  switch (hit.value) {
    case 'change':
      return !after.some((word) => movement.test(word)) && !(before.at(-1) === 'follow');
    case 'steady':
      return (
        !before.some((word) => patient.has(word)) &&
        !notOfFinding.has(after[0] ?? '') &&
        !isOfJoint(sentence, after) &&
        !patient.has(after[0] ?? '')
      );
    case 'fresh': {
      if (/^(onset|york|patient|baseline|technique|equipment)$/.test(after[0] ?? '')) return false;
      return marks.findings.some(({ from }) => from >= hit.to && from < hit.to + 7);
    }
    case 'trend':
      return (
        !after.slice(0, 3).some((word) => notOfChange.has(word)) &&
        !(tokens[hit.from]?.word === 'progressive' && after.slice(0, 4).some((word) => ofContrast.test(word))) &&
        !before.some((word) => patient.has(word)) &&
        hasSubject(sentence)
      );
    case 'lasting':
      return !after.some((word) => throughStudy.test(word)) && hasSubject(sentence);
  }
}

/** `Follow-up to confirm resolution`, `if unchanged at 12 months`: not said of this study. */
function isAdvice({ tokens, marks }: Sentence, hit: Hit<ChangeKind>): boolean {
  return (
    marks.cues.some(({ value, to }) => value === 'advice' && to <= hit.from) ||
    tokens
      .slice(Math.max(0, hit.from - 3), hit.from)
      .some(({ word }) =>
        /^(ensure|document|confirm|until|when|evaluate|assess|monitor|may|might|can|could|will)$/.test(word),
      )
  );
}

/** `Stable ankle joint.`: said of its ligaments. */
function isOfJoint({ marks }: Sentence, after: readonly string[]): boolean {
  return marks.findings.length === 0 && after.slice(0, 3).some((word) => jointWords.test(word));
}

/** Something that may change: a finding, an organ, an appearance. */
function hasSubject({ tokens, marks }: Sentence): boolean {
  return marks.findings.length > 0 || marks.sites.length > 0 || tokens.some(({ word }) => appearance.test(word));
}
