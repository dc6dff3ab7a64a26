/**
 * The closed questions that the product asks about a sentence of a report. Their ids are shown with the answer; a change
 * of wording is a new id.
 */

export type ClaimPromptId = 'claim-finding-1' | 'claim-statement-1';

export interface ClaimPrompt {
  readonly promptId: ClaimPromptId;
  readonly question: string;
}

/** A finding by its words, with its article: `a left pleural effusion`, `cardiomegaly`, `rib fractures`. */
export function findingPrompt(phrase: string, isPlural: boolean): ClaimPrompt {
  return { promptId: 'claim-finding-1', question: `${isPlural ? 'Are' : 'Is'} there ${phrase}?` };
}

/** The size of the heart, by which most sentences tell cardiomegaly. */
export const heartPrompt: ClaimPrompt = { promptId: 'claim-finding-1', question: 'Is the heart enlarged?' };

export const ventriclesPrompt: ClaimPrompt = {
  promptId: 'claim-finding-1',
  question: 'Are the ventricles enlarged?',
};

/** Longer statements are cut: a model with a short context has to read the question too. */
const longest = 400;

/** A sentence of which no finding is known. */
export function statementPrompt(sentence: string): ClaimPrompt {
  const line = sentence.replace(/\s+/g, ' ').trim().replaceAll('"', "'");
  const said = line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
  return {
    promptId: 'claim-statement-1',
    question: `Is this statement true of the image? "${said}" Answer yes or no.`,
  };
}
