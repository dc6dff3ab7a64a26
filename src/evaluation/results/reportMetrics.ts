import type { MetricDescription } from '../../protocol/evaluationResults.ts';

const OURS = 'By our own rules, those of the report checks: not CheXbert, RadGraph or GREEN.';

const share = (id: string, label: string, explanation: string): MetricDescription => ({
  ...{ id, label, unit: '%', higherIsBetter: true, explanation },
});
const errors = (id: string, label: string, explanation: string): MetricDescription => ({
  ...{ id, label, unit: 'count', higherIsBetter: false, explanation },
});

export const reportMetrics: readonly MetricDescription[] = [
  share('findingsF1', 'Findings F1', `Findings that are affirmed, with their side, over all reports together. ${OURS}`),
  share('deniedF1', 'Denials F1', `Findings that are ruled out, over all reports together. ${OURS}`),
  share('observationsF1', 'Observations, micro F1', `CheXpert's list of 14 observations. ${OURS}`),
  share(
    'observationsMacroF1',
    'Observations, macro F1',
    `The mean over those of the 14 observations that a text states. ${OURS}`,
  ),
  share(
    'competitionF1',
    'Five observations, micro F1',
    `The five of CheXpert's competition, marked *: atelectasis, cardiomegaly, consolidation, edema, pleural effusion. ${OURS}`,
  ),
  share('observationsPrecision', 'Precision', `Of an observation. ${OURS}`),
  share('observationsRecall', 'Recall', `Of an observation. ${OURS}`),
  errors('laterality', 'Wrong side', 'Findings that both have, the draft on another side.'),
  errors('hallucinated', 'Hallucinated', 'Findings that the draft has, and the reference denies or does not mention.'),
  errors('missed', 'Missed', 'Findings that the reference has, and the draft denies or does not mention.'),
  share('rougeL', 'ROUGE-L', 'Of the Findings: the longest common subsequence of words, F1.'),
  share('bleu4', 'BLEU-4', 'Of the Findings, each report by itself, smoothed (Chen and Cherry, method 1).'),
];
