import { t } from '@vscode/l10n';
import { findingName } from '../findingName.ts';
import type { Side } from '../reading/words/lexicon.ts';
import type { Mention } from '../reading/statements/mention.ts';
import type { ReportReading } from '../reading/statements/reportReading.ts';
import type { TextRange } from '../reading/textRange.ts';
import { oppositeWord } from './oppositeWord.ts';
import type { ProblemFix, ReportProblem } from './reportProblem.ts';
import { distinctMentions, isHeld, sameFinding, samePart, sayingOf } from './sameFinding.ts';

/** A side in the Impression that the Findings do not bear out. */
export function lateralityProblems(text: string, { findings, impression }: ReportReading): ReportProblem[] {
  const sided = distinctMentions(findings.mentions).filter(
    (one) => one.sides.length > 0 && (isHeld(one) || one.assertion === 'past'),
  );
  const foundFor = new Map<string, readonly Mention[]>();
  const marked = new Map<number, ReportProblem>();
  const borneOut = new Set<number>();
  for (const mention of impression.mentions) {
    const { sideRange, sides, isLoose } = mention;
    if (!sideRange || sides.length === 0 || isLoose || !isHeld(mention)) continue;
    const saying = sayingOf(mention);
    const found = foundFor.get(saying) ?? samePart(mention, sameFinding(mention, sided));
    foundFor.set(saying, found);
    if (!found.some(isHeld)) continue;
    const inFindings = [...new Set(found.flatMap((one) => one.sides))];
    if (sides.every((side) => inFindings.includes(side))) borneOut.add(sideRange.start);
    else
      marked.set(
        sideRange.start,
        marked.get(sideRange.start) ?? problemAt(text, mention, sideRange, inFindings, found),
      );
  }
  return [...marked].map(([start, problem]) => (borneOut.has(start) ? withoutFix(problem) : problem));
}

function problemAt(
  text: string,
  mention: Mention,
  range: TextRange,
  inFindings: readonly Side[],
  found: readonly Mention[],
): ReportProblem {
  const written = text.slice(range.start, range.end);
  const message = t`The Impression says ${inWords(mention.sides)}, the Findings say ${inWords(inFindings)} (${findingName(mention.finding)}). Check the image, then correct the one that is wrong.`;
  const problem: ReportProblem = { code: 'laterality', range, severity: 'warning', message };
  const isSure =
    mention.sides.length === 1 &&
    inFindings.length === 1 &&
    !mention.isBorrowed &&
    found.every((one) => one.assertion === 'affirmed' && !one.isLoose);
  const word = isSure ? oppositeWord(written) : undefined;
  if (word === undefined) return problem;
  const fix: ProblemFix = {
    title: t`Change "${written}" to "${word}"`,
    change: { offset: range.start, length: written.length, text: word },
  };
  return { ...problem, fix };
}

function withoutFix({ code, range, message, severity }: ReportProblem): ReportProblem {
  return { code, range, message, severity };
}

function inWords(sides: readonly Side[]): string {
  if (!sides.includes('left')) return t`right`;
  return sides.includes('right') ? t`left and right` : t`left`;
}
