/** Questions about a phantom as VQA-RAD has them: short answers, yes or no among them. */
import type { Truth } from '../../phantoms/answers.ts';
import { askModality } from '../../phantoms/modalityQuestion.ts';
import type { Domain } from '../../phantoms/phantom.ts';
import { askWhere } from '../../phantoms/questions.ts';
import type { Random } from '../../phantoms/random.ts';
import { bare, IMAGE_NAMES } from '../../phantoms/wording.ts';
import { noQuestion, yesQuestion, type ClosedQuestion } from './closedQuestions.ts';

/** A row of `VQA_RAD Dataset Public.json`, with the fields that evaluations read. */
export interface VqaRadRow {
  readonly qid: string;
  readonly image_name: string;
  readonly image_organ: string;
  readonly question: string;
  readonly answer: string;
  readonly answer_type: 'OPEN' | 'CLOSED';
  readonly question_type: string;
  readonly phrase_type: string;
}

const ORGANS: Readonly<Record<Domain, string>> = {
  chest_xray: 'CHEST',
  ct_scan: 'ABD',
  mri: 'HEAD',
  histology: 'TISSUE',
  gross: 'ORGAN',
};

/** VQA-RAD's letters for what is asked. */
const TYPES: Readonly<Record<ClosedQuestion['type'], string>> = {
  isNormal: 'ABN',
  isAbnormal: 'ABN',
  present: 'PRES',
  presentAt: 'POS',
};

/** One open question of the modality, two closed ones (yes and no), and one of the place where there is a finding. */
export function vqaRows(image: string, truth: Truth, random: Random): VqaRadRow[] {
  const row = (
    question: string,
    answer: string,
    answer_type: VqaRadRow['answer_type'],
    question_type: string,
  ): Omit<VqaRadRow, 'qid'> => ({
    ...{ image_name: image, image_organ: ORGANS[truth.domain] },
    ...{ question, answer, answer_type, question_type, phrase_type: 'test_freeform' },
  });
  const [yes, no] = [yesQuestion(truth, random), noQuestion(truth, random)];
  const placed = truth.findings.filter(({ place }) => place !== undefined);
  const asked = placed.length === 0 ? [] : [random.pick(placed)];
  return [
    row(askModality(random), bare(IMAGE_NAMES[truth.domain].name), 'OPEN', 'MODALITY'),
    row(yes.question, 'Yes', 'CLOSED', TYPES[yes.type]),
    row(no.question, 'No', 'CLOSED', TYPES[no.type]),
    ...asked.map(({ kind, place }) => row(askWhere(random, kind, place), place ?? '', 'OPEN', 'POS')),
  ].map((rest, index) => ({ qid: `${image}:${index + 1}`, ...rest }));
}
