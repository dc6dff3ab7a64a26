import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import { inTurns, type Steps } from '../metrics/steps.ts';
import { chatResults } from './chatResults.ts';
import { reportResults } from './reportResults.ts';
import type { QuestionsToScore } from './scoredQuestions.ts';
import { vqaResults } from './vqaResults.ts';

/**
 * The results of one kind of evaluation. The same questions, answers and judgements give the same, to the last digit.
 * Thousands of them take many seconds, in which the event loop goes on. Abort rejects with the signal's reason.
 */
export async function resultsOf(scored: QuestionsToScore, signal?: AbortSignal): Promise<EvaluationResults> {
  return inTurns(resultSteps(scored), signal);
}

/** The same, for one who drives it. */
export function resultSteps(scored: QuestionsToScore): Steps<EvaluationResults> {
  switch (scored.kind) {
    case 'chat':
      return chatResults(scored);
    case 'vqa':
      return vqaResults(scored);
    case 'report':
      return reportResults(scored);
  }
}
