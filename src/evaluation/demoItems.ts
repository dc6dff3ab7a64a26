/** The questions that the demo model is asked about a phantom, with what a right answer has to say. */
import { askModality } from '../phantoms/modalityQuestion.ts';
import type { Truth } from '../phantoms/answers.ts';
import { placesOf, type Domain, type PlannedFinding } from '../phantoms/phantom.ts';
import { askWhere, askWhereAbnormal } from '../phantoms/questions.ts';
import type { Random } from '../phantoms/random.ts';
import { noQuestion, yesQuestion, type ClosedQuestion } from './phantomSets/closedQuestions.ts';
import { findingsPrompt } from '../report/prompts/sectionPrompts.ts';
import { statedFindings, statedModality, statedYesNo, type StatedFinding } from './readAnswer.ts';

export type Measure = 'modality' | 'yesNo' | 'place' | 'findings';
export const MEASURES: readonly Measure[] = ['modality', 'yesNo', 'place', 'findings'];

export interface DemoItem {
  readonly measure: Measure;
  readonly domain: Domain;
  /** Questions of one type have the same set of possible answers. */
  readonly type: string;
  readonly question: string;
  /** The truth as a word or words; equal truths are equal texts. */
  readonly expected: string;
  isRight(answer: string): boolean;
}

/**
 * One modality question, one yes/no question of each truth (so half of them are true, also within each type of
 * question), and for a phantom with a placed finding a "where" question and a draft of the Findings section.
 */
export function demoItems(phantom: Truth, random: Random): DemoItem[] {
  const { domain } = phantom;
  const placed = phantom.findings.filter((finding) => finding.place !== undefined);
  return [
    {
      measure: 'modality',
      domain,
      type: 'modality',
      question: askModality(random),
      expected: domain,
      isRight: (answer) => statedModality(answer) === domain,
    },
    yesNo(domain, yesQuestion(phantom, random), 'yes'),
    yesNo(domain, noQuestion(phantom, random), 'no'),
    ...(placed.length === 0 ? [] : [whereItem(phantom, placed, random), findingsItem(phantom, placed, random)]),
  ];
}

function yesNo(domain: Domain, { type, question }: ClosedQuestion, truth: 'yes' | 'no'): DemoItem {
  return {
    measure: 'yesNo',
    domain,
    type,
    question,
    expected: truth,
    isRight: (answer) => statedYesNo(answer) === truth,
  };
}

function whereItem(phantom: Truth, placed: readonly PlannedFinding[], random: Random): DemoItem {
  const { domain } = phantom;
  const asked = random.pick(placed);
  const general = phantom.findings.length === 1 && random.chance(0.4);
  const question = general ? askWhereAbnormal(random) : askWhere(random, asked.kind, asked.place);
  return {
    measure: 'place',
    domain,
    type: `where:${general ? '' : asked.kind}`,
    question,
    expected: named([asked]),
    isRight: (answer) => stated(answer, domain) === named([asked]),
  };
}

function findingsItem(phantom: Truth, placed: readonly PlannedFinding[], random: Random): DemoItem {
  const { domain } = phantom;
  const question = findingsPrompt(
    random.chance(0.5)
      ? random.pick(['Follow-up.', 'Pain for two days.', 'Clinical question: abnormality?', 'Trauma.'])
      : undefined,
  ).text;
  return {
    measure: 'findings',
    domain,
    type: 'findings',
    question,
    expected: named(placed),
    isRight: (answer) => stated(answer, domain) === named(placed),
  };
}

/** Findings with their places as one text, whatever their order. */
function named(findings: readonly PlannedFinding[]): string {
  return findings
    .map(({ kind, place }) => `${kind} at ${place ?? ''}`)
    .sort()
    .join(', ');
}

/**
 * The placed findings that an answer states, in the form of `named`. A finding at no place, or at two, is stated
 * wrongly.
 */
function stated(answer: string, domain: Domain): string {
  const isPlaced = ({ kind }: StatedFinding): boolean => placesOf(kind).length > 0;
  return statedFindings(answer, domain)
    .filter(isPlaced)
    .map(({ kind, places }) => `${kind} at ${places.join(' and ')}`)
    .sort()
    .join(', ');
}
