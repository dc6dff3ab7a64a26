import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import { chatResults } from './chatResults.ts';
import { reportResults } from './reportResults.ts';
import type { QuestionsToScore } from './scoredQuestions.ts';
import { vqaResults } from './vqaResults.ts';

/** The results of one kind of evaluation. The same questions, answers and judgements give the same, to the last digit. */
export function resultsOf(scored: QuestionsToScore): EvaluationResults {
  switch (scored.kind) {
    case 'chat':
      return chatResults(scored);
    case 'vqa':
      return vqaResults(scored);
    case 'report':
      return reportResults(scored);
  }
}
