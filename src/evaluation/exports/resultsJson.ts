import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import type { ComparedRun } from '../../protocol/evaluationView.ts';
import { jsonEscapes } from '../../text/foreignText.ts';

/** As in the run's folder, indented; with the run that stands beside it, whose rows are in the order of these. */
export function resultsJson(results: EvaluationResults, other?: ComparedRun): string {
  const data = other === undefined ? results : { ...results, comparedWith: other };
  return `${jsonEscapes(JSON.stringify(data, undefined, 2))}\n`;
}
