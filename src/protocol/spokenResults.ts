/** Results, whose file is English, in the language of the texts. Names, questions and answers stay as they are. */
import { t } from '@vscode/l10n';
import type { EvaluationResults, ResultGroup } from './evaluationResults.ts';
import type { ComparedRun } from './evaluationView.ts';
import {
  CONFUSIONS,
  DIFFERENCES,
  FACTS,
  GROUPS,
  METRICS,
  OBSERVATIONS,
  PUBLISHED,
  QUOTES,
  REMARKS,
  TITLES,
  WARNINGS,
} from './resultTexts.ts';

const STAR = ' *';

/** All but the rows, which are searched and compared as they are. */
export function spokenResults(results: EvaluationResults): EvaluationResults {
  const { title, metrics, groups, published, confusions, facts, warnings } = results;
  return {
    ...results,
    title: spoken(title, TITLES),
    metrics: metrics.map((metric) => ({
      ...metric,
      label: spoken(metric.label, METRICS),
      explanation: spoken(metric.explanation, METRICS),
    })),
    groups: spokenGroups(groups),
    published: published.map((row) => ({
      ...row,
      source: spoken(row.source, PUBLISHED),
      caveat: row.caveat === undefined ? undefined : spoken(row.caveat, PUBLISHED),
    })),
    confusions: confusions.map((confusion) => ({
      ...confusion,
      label: spoken(confusion.label, CONFUSIONS),
      answers: confusion.answers.map((answer, i) =>
        i === confusion.answers.length - 1 ? spoken(answer, CONFUSIONS) : answer,
      ),
    })),
    facts: facts.map(({ name, value }) => ({
      name: spoken(name, [...FACTS.keys()]),
      value: spoken(value, FACTS.get(name) ?? []),
    })),
    warnings: warnings.map((warning) => spoken(warning, WARNINGS)),
  };
}

export function spokenComparison(run: ComparedRun): ComparedRun {
  return {
    ...run,
    title: spoken(run.title, TITLES),
    groups: spokenGroups(run.groups),
    statistics: run.statistics.map(({ label, text }) => ({
      label: spoken(label, DIFFERENCES, (metric) => spoken(metric, METRICS)),
      text: spoken(text, DIFFERENCES),
    })),
  };
}

/** Of one question. */
export function spokenRemark(remark: string): string {
  return spoken(
    remark,
    QUOTES,
    (first) => spoken(first, REMARKS),
    () => spoken(remark, REMARKS),
  );
}

function spokenGroups(groups: readonly ResultGroup[]): readonly ResultGroup[] {
  const known = GROUPS.split('|');
  const names = t(GROUPS).split('|');
  return groups.map((group) => {
    switch (group.family) {
      case 'questionType':
        // In the words of the questions' file.
        return group;
      case 'observation':
        return { ...group, label: spokenObservation(group.label) };
      default:
        return { ...group, label: names[known.indexOf(group.label)] ?? group.label };
    }
  });
}

/** CheXpert's five have a star. */
function spokenObservation(label: string): string {
  const star = label.endsWith(STAR) ? STAR : '';
  return `${spoken(label.slice(0, label.length - star.length), OBSERVATIONS)}${star}`;
}

/**
 * `english` as one of the texts has it, with `first` made of its first value; `otherwise` where it is none of them: the
 * file may be of another version of the program, or of another program.
 */
function spoken(
  english: string,
  texts: readonly string[],
  first: (value: string) => string = (value) => value,
  otherwise: () => string = () => english,
): string {
  for (const text of texts) {
    const found = pattern(text).exec(english);
    if (found === null) continue;
    const [value, ...rest] = found.slice(1);
    return value === undefined ? t(text) : t(text, first(value), ...rest);
  }
  return otherwise();
}

const patterns = new Map<string, RegExp>();

function pattern(text: string): RegExp {
  let known = patterns.get(text);
  if (known === undefined) {
    const literals = text.split(/\{\d+\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    known = new RegExp(`^${literals.join('([^]+?)')}$`);
    patterns.set(text, known);
  }
  return known;
}
