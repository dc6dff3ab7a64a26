/**
 * What the program itself writes into a results file, which is English: other programs read it, and another editor may
 * show it. `spokenResults` looks these up where they are shown. `{0}`, `{1}` … stand for what differs.
 */

/** Marks a text as one of the bundles' keys; it is looked up later. */
const textKey = (english: string): string => english;

/** Names of groups. One text: elsewhere "Open" is what a button does. */
export const GROUPS = textKey(
  'Overall|Conversation|Detailed description|Open|Closed|Chest X-ray|MRI|Histology|Gross pathology|CT',
);

/** CheXpert's list. */
export const OBSERVATIONS: readonly string[] = [
  textKey('No Finding'),
  textKey('Enlarged Cardiomediastinum'),
  textKey('Cardiomegaly'),
  textKey('Lung Lesion'),
  textKey('Lung Opacity'),
  textKey('Edema'),
  textKey('Consolidation'),
  textKey('Pneumonia'),
  textKey('Atelectasis'),
  textKey('Pneumothorax'),
  textKey('Pleural Effusion'),
  textKey('Pleural Other'),
  textKey('Fracture'),
  textKey('Support Devices'),
];

export const TITLES: readonly string[] = [textKey('Visual chat: {0}'), textKey('Report drafts: {0}')];

export const METRICS: readonly string[] = [
  // Visual chat
  textKey('Relative score'),
  textKey(
    "A judge's points for the answer by those for the reference, the mean of these ratios, the reference standing first: LLaVA-Med's figure. Not a share of right answers.",
  ),
  textKey('Ratio of means'),
  textKey(
    "All points for the answers by all for the references: LLaVA's own figure, which questions with few points for the reference do not draw up.",
  ),
  textKey('Relative score, both orders'),
  textKey('The mean of the relative scores with the reference first and with the answer first: judges favour a place.'),
  textKey('Token F1'),
  textKey(
    "Words that answer and reference share, precision and recall taken together; needs no judge. As LLaVA-Med's scripts compute it. Says little of whether the answer is right.",
  ),
  textKey('Token precision'),
  textKey(
    "The share of the answer's words that the reference has. As LLaVA-Med's scripts compute it. Says little of whether the answer is right.",
  ),
  textKey('Token recall'),
  textKey(
    "The share of the reference's words that the answer has. As LLaVA-Med's scripts compute it. Says little of whether the answer is right.",
  ),
  // Visual question answering
  textKey('Score, corrected'),
  textKey(
    'Closed questions: the answer is read exactly as yes, no or one of the choices. Open ones: the share of the reference’s words that the answer has, no word counted twice.',
  ),
  textKey('Score, as published'),
  textKey(
    "As LLaVA-Med's scripts compute their tables, faults included: a closed answer is right where the reference is a part of its text; repeating a word raises the recall of an open one.",
  ),
  textKey('Accuracy'),
  textKey('Closed questions only, read exactly.'),
  textKey('Open questions only: precision and recall of words, no word counted twice.'),
  textKey('Exact match'),
  textKey('Open questions only: the same words in the same order.'),
  textKey('Open questions only; of each answer by itself, smoothed (Chen and Cherry, method 1).'),
  textKey('Open questions only: the longest common subsequence of words, F1.'),
  // Report drafts
  textKey('Findings F1'),
  textKey(
    'Findings that are affirmed, with their side, over all reports together. By our own rules, those of the report checks: not CheXbert, RadGraph or GREEN.',
  ),
  textKey('Denials F1'),
  textKey(
    'Findings that are ruled out, over all reports together. By our own rules, those of the report checks: not CheXbert, RadGraph or GREEN.',
  ),
  textKey('Observations, micro F1'),
  textKey(
    "CheXpert's list of 14 observations. By our own rules, those of the report checks: not CheXbert, RadGraph or GREEN.",
  ),
  textKey('Observations, macro F1'),
  textKey(
    'The mean over those of the 14 observations that a text states. By our own rules, those of the report checks: not CheXbert, RadGraph or GREEN.',
  ),
  textKey('Five observations, micro F1'),
  textKey(
    "The five of CheXpert's competition, marked *: atelectasis, cardiomegaly, consolidation, edema, pleural effusion. By our own rules, those of the report checks: not CheXbert, RadGraph or GREEN.",
  ),
  textKey('Precision'),
  textKey('Recall'),
  textKey('Of an observation. By our own rules, those of the report checks: not CheXbert, RadGraph or GREEN.'),
  textKey('Wrong side'),
  textKey('Findings that both have, the draft on another side.'),
  textKey('Hallucinated'),
  textKey('Findings that the draft has, and the reference denies or does not mention.'),
  textKey('Missed'),
  textKey('Findings that the reference has, and the draft denies or does not mention.'),
  textKey('Of the Findings: the longest common subsequence of words, F1.'),
  textKey('Of the Findings, each report by itself, smoothed (Chen and Cherry, method 1).'),
  textKey('GREEN-style score'),
  textKey(
    "Findings that match by these and the errors that matter, the mean of the reports. By a judge of your choice after the idea of GREEN (Ostmeier et al. 2024); not GREEN's own model.",
  ),
  textKey('Errors, as judged'),
  textKey(
    "Errors that matter to the patient, in six categories. By a judge of your choice after the idea of GREEN (Ostmeier et al. 2024); not GREEN's own model.",
  ),
];

export const PUBLISHED: readonly string[] = [
  textKey('LLaVA-Med v1.0, visual chat, relative to GPT-4'),
  textKey('Judged by gpt-4-0314 with its own prompt; another judge gives other points.'),
  textKey('LLaVA-Med v1.0, VQA: open recall, closed accuracy'),
  textKey('Fine-tuned on the training split of this very set.'),
  textKey('Not fine-tuned: the row to hold a general checkpoint against.'),
];

/** Of tables of confusions, and of their column for what is none of the options. */
export const CONFUSIONS: readonly string[] = [textKey('Yes or no'), textKey('Options'), textKey('other')];

export const WARNINGS: readonly string[] = [
  textKey('1 of {0} questions has no answer, and is in no figure.'),
  textKey('{0} of {1} questions have no answer, and are in no figure.'),
  textKey('1 of {0} replies of the judge could not be read, and is in no score.'),
  textKey('{0} of {1} replies of the judge could not be read, and are in no score.'),
  textKey('1 answer has not been judged, and is in no score of the judge. The same run asks for them again.'),
  textKey('{0} answers have not been judged, and are in no score of the judge. The same run asks for them again.'),
  textKey(
    '1 answer has not been judged in both orders, and is in no score of the judge. The same run asks for them again.',
  ),
  textKey(
    '{0} answers have not been judged in both orders, and are in no score of the judge. The same run asks for them again.',
  ),
  textKey('The demo model knows drawn phantoms only: {0} answers about other images mean nothing.'),
  textKey('1 row of {0} could not be read, or not whole.'),
  textKey('{0} rows of {1} could not be read, or not whole.'),
  textKey('1 question of {0} could not be asked.'),
  textKey('{0} questions of {1} could not be asked.'),
  textKey('A part of a run: merge all parts for the figures of the whole.'),
  textKey('{0} rows of the questions could not be used.'),
  textKey('1 question of the training set is left out.'),
  textKey('{0} questions of the training set are left out.'),
  textKey('1 question in other languages than English is left out.'),
  textKey('{0} questions in other languages than English are left out.'),
  textKey('{0} lines of the answers could not be used.'),
  textKey('{0} answers belong to none of the questions.'),
  textKey('{0} ids are answered more often than they are asked; none of those answers counts.'),
  textKey('{0} ids stand at several questions: the second has #2 after its id, and so on in the order of the file.'),
];

const SPLIT = textKey('{0}: {1} questions ({2} open, {3} closed)');
const CHAT_SPLIT = textKey('{0}: {1} questions ({2} conversation, {3} detailed description)');
const SHARE = textKey('{0} of {1}');

/** By the fact's name: what its value may be. Others are names and numbers. */
export const FACTS: ReadonlyMap<string, readonly string[]> = new Map([
  [textKey('Questions'), [SPLIT, CHAT_SPLIT, SHARE]],
  [textKey('Question file'), []],
  [textKey('Model'), []],
  [textKey('Projector'), []],
  [textKey('Runs on'), [textKey('{0}, context of {1} tokens')]],
  [textKey('In 8 bits'), []],
  [textKey('Answers'), [textKey('temperature {0}, top-p {1}, at most {2} tokens, seed {3}')]],
  [textKey('Answers of'), []],
  [textKey('Asked with'), [textKey('the caption in place of the image')]],
  [textKey('Part'), [SHARE]],
  [textKey('Judge'), [textKey('{0}, both orders')]],
  [
    textKey('The two orders'),
    [
      textKey('within one point {0} %, mean difference {1} points, weighted kappa {2}, Spearman {3} ({4} answers)'),
      textKey('within one point {0} %, mean difference {1} points, weighted kappa {2} ({3} answers)'),
      textKey('within one point {0} %, mean difference {1} points, Spearman {2} ({3} answers)'),
      textKey('within one point {0} %, mean difference {1} points ({2} answers)'),
    ],
  ],
  [textKey('Program'), []],
]);

export const REMARKS: readonly string[] = [
  textKey('There is no answer.'),
  textKey('There is no answer: {0}'),
  textKey('The answer says none of what could be said, or several.'),
  textKey("The judge's reply could not be read ({0})."),
  textKey('Wrong side: {0}'),
  textKey('Hallucinated (the reference denies it): {0}'),
  textKey('Hallucinated (not in the reference): {0}'),
  textKey('Missed (the draft denies it): {0}'),
  textKey('Missed (not in the draft): {0}'),
  textKey('The judge: false finding — “{0}”'),
  textKey('The judge: missing finding — “{0}”'),
  textKey('The judge: wrong location — “{0}”'),
  textKey('The judge: wrong severity — “{0}”'),
  textKey('The judge: added comparison — “{0}”'),
  textKey('The judge: omitted comparison — “{0}”'),
  textKey('The judge: minor error — “{0}”'),
];

/** What may stand after a remark about a finding. */
export const QUOTES: readonly string[] = [
  textKey('{0} — draft: “{1}”; reference: “{2}”'),
  textKey('{0} — draft: “{1}”'),
  textKey('{0} — reference: “{1}”'),
];

/** Of two runs side by side. */
export const DIFFERENCES: readonly string[] = [
  textKey('{0}, this run less the other'),
  textKey('{0}, 95 % interval {1} to {2} ({3} questions, paired bootstrap over images)'),
  textKey('{0} ({1} questions, paired bootstrap over images)'),
  textKey('Closed questions, McNemar’s exact test'),
  textKey('p {0}, mid-p {1}: {2} right here only, {3} there only, of {4}'),
];
