import type { Figure } from '../../protocol/evaluationResults.ts';
import { agreementText } from '../../evaluation/results/agreementText.ts';
import type { RunComparison } from '../../evaluation/runs/compareRuns.ts';

export function comparisonText({ metric, questions, means, differences, winRates }: RunComparison): string {
  const unit = metric.unit === '%' ? ' %' : '';
  return [
    `${metric.label}, ${questions} questions that all have in common`,
    ...means.map(({ name, mean }) => `  ${name}: ${text(mean)}${unit}`),
    '',
    ...differences.flatMap(({ first, second, difference, mcnemar, judges }) => [
      `${second} less ${first}: ${text(difference, true)}${metric.unit === '%' ? ' points' : ''}`,
      ...(mcnemar === undefined
        ? []
        : [
            `  closed questions that only ${first} has right: ${mcnemar.firstOnly}, only ${second}: ${mcnemar.secondOnly}; McNemar p = ${mcnemar.p.toPrecision(2)}`,
          ]),
      ...(judges === undefined
        ? []
        : [`  ${judges.first} and ${judges.second} judge the same answers: ${agreementText(judges.agreement)}`]),
    ]),
    '',
    ...winRates.map(
      ({ first, second, wins, losses, ties, rate }) =>
        `${first} against ${second}: ${wins} won, ${losses} lost, ${ties} tied; win rate ${text(rate)} %, ties counted half`,
    ),
    'In brackets: 95 % bootstrap intervals, the questions about one image drawn together.',
    '',
  ].join('\n');
}

function text({ value, low, high }: Figure, isSigned = false): string {
  const shown = (number: number): string => `${isSigned && number > 0 ? '+' : ''}${number.toFixed(1)}`;
  return low === undefined || high === undefined ? shown(value) : `${shown(value)} [${shown(low)}, ${shown(high)}]`;
}
