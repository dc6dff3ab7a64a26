/**
 * Drafts of reports scored by what they say, against what their references say. By our own rules after CheXpert's list
 * (`observations.ts`), and by the findings that the report checks know. Not CheXbert, RadGraph or GREEN.
 */
import { findingScores, type FindingScores } from './findingScores.ts';
import { labelStatements, type ReportLabels } from './observations.ts';
import { observationScores, type ObservationScores } from './observationScores.ts';
import { reportErrors, type ReportError } from './reportErrors.ts';
import { readStatements, type ReportStatements } from './reportStatements.ts';
import { findingTopics, pairTopics, topicsOf, type TopicPair } from './topics.ts';
import type { UncertainPolicy } from './uncertainPolicy.ts';

export interface ReportPair {
  readonly id: string | number;
  readonly reference: string;
  readonly draft: string;
}

/** Errors of all reports. A hallucination or a miss is counted by what the other text does: deny it, or say nothing. */
export interface ErrorCounts {
  readonly laterality: number;
  readonly hallucinated: { readonly denied: number; readonly unmentioned: number };
  readonly missed: { readonly denied: number; readonly unmentioned: number };
}

export interface ScoredReport {
  readonly id: string | number;
  readonly reference: ReportLabels;
  readonly draft: ReportLabels;
  /** Of this report's findings alone. */
  readonly findings: FindingScores;
  readonly errors: readonly ReportError[];
}

export interface ReportScores {
  readonly policy: UncertainPolicy;
  readonly count: number;
  readonly observations: ObservationScores;
  readonly findings: FindingScores;
  readonly errors: ErrorCounts;
  readonly reports: readonly ScoredReport[];
}

export function scoreReports(
  pairs: readonly ReportPair[],
  policy: UncertainPolicy = 'uncertainAsPresent',
): ReportScores {
  const read = pairs.map((pair) => readPair(pair, policy));
  const reports = read.map(({ report }) => report);
  return {
    policy,
    count: pairs.length,
    observations: observationScores(reports, policy),
    findings: findingScores(
      read.flatMap(({ findings }) => findings),
      policy,
    ),
    errors: countsOf(reports.flatMap(({ errors }) => errors)),
    reports,
  };
}

/** One of them: some milliseconds. */
export function scoreReport(pair: ReportPair, policy: UncertainPolicy = 'uncertainAsPresent'): ScoredReport {
  return readPair(pair, policy).report;
}

interface ReadPair {
  readonly report: ScoredReport;
  readonly findings: readonly TopicPair[];
}

function readPair(pair: ReportPair, policy: UncertainPolicy): ReadPair {
  const reference = readStatements(pair.reference);
  const draft = inRegionOf(reference, readStatements(pair.draft, reference.language));
  const findings = pairTopics(findingTopics(reference.statements), findingTopics(draft.statements));
  const report = {
    id: pair.id,
    reference: labelStatements(reference),
    draft: labelStatements(draft),
    findings: findingScores(findings, policy),
    errors: reportErrors(pairTopics(topicsOf(reference), topicsOf(draft)), policy),
  };
  return { report, findings };
}

/** A draft that names no organ speaks of those of its reference: "there is a tumour" of a brain is no lung lesion. */
function inRegionOf({ region }: ReportStatements, draft: ReportStatements): ReportStatements {
  return draft.region === 'unknown' ? { ...draft, region } : draft;
}

function countsOf(errors: readonly ReportError[]): ErrorCounts {
  const count = (kind: ReportError['kind'], because: ReportError['because']): number =>
    errors.filter((one) => one.kind === kind && one.because === because).length;
  return {
    laterality: count('laterality', 'sides'),
    hallucinated: { denied: count('hallucinated', 'denied'), unmentioned: count('hallucinated', 'unmentioned') },
    missed: { denied: count('missed', 'denied'), unmentioned: count('missed', 'unmentioned') },
  };
}
