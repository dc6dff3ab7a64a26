import type * as vscode from 'vscode';
import { agreementNote, type Agreement } from '../../../report/prompts/claimVerdict.ts';
import { notAskedReasons } from '../../../report/prompts/notAsked.ts';
import { touches } from '../../../report/reading/textRange.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../../text/markdownText.ts';
import { hoverOf } from '../../messages/markdownString.ts';
import { localTime } from '../documents/localTime.ts';
import { toRange } from '../documents/reportDocuments.ts';
import type { CheckedSentence, ClaimCheck, ClaimOrigin, ClaimResults } from './claimResults.ts';

/** Says of a sentence that was checked what was asked, what was answered, and how much that is worth. */
export class ClaimHover implements vscode.HoverProvider {
  readonly #results: ClaimResults;

  constructor(results: ClaimResults) {
    this.#results = results;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const offset = document.offsetAt(position);
    const sentence = this.#results.of(document).find(({ range }) => touches(range, offset));
    return sentence && hoverOf(describe(sentence), toRange(document, sentence.range));
  }
}

function describe({ outcome }: CheckedSentence): MarkdownText {
  if (outcome.kind === 'notAsked') return markdownText`**Not asked of the model.** ${notAskedReasons[outcome.reason]}`;
  const { checks, origin } = outcome;
  return joinMarkdown(
    [
      markdownText`**Asked of LLaVA-Med, a hint only.** Research software, not a medical device: look at the image yourself.\n\n`,
      ...(origin.warning === undefined ? [] : [markdownText`${origin.warning}\n\n`]),
      ...checks.map(checkText),
      originText(origin, checks),
      markdownText`\n${agreementNote()}`,
    ],
    '',
  );
}

function checkText({ claim, agreement, answers }: ClaimCheck): MarkdownText {
  const said = answers.map((answer) => `“${shortened(answer)}”`).join(', ');
  const sentences = [
    verdictText(claim.question, agreement),
    ...(claim.isUncertain ? [markdownText`The sentence says only that it may be so.`] : []),
    ...(said === '' ? [] : [markdownText`Answers: ${said}`]),
  ];
  return joinMarkdown([joinMarkdown(sentences, ' '), markdownText`\n`], '');
}

function verdictText(question: string, { verdict, text }: Agreement): MarkdownText {
  switch (verdict) {
    case 'supported':
      return markdownText`- ${question} **${text}**, as the sentence says.`;
    case 'contradicted':
      return markdownText`- ${question} **${text}**, not as the sentence says.`;
    case 'unclear':
      return markdownText`- ${question} **${text}**, not clear.`;
  }
}

function originText({ model, images, temperature, time }: ClaimOrigin, checks: readonly ClaimCheck[]): MarkdownText {
  const prompts = [...new Set(checks.map(({ claim }) => claim.promptId))].join(', ');
  return joinMarkdown(
    [
      markdownText`- Images: ${images}\n`,
      markdownText`- Model: ${model}, temperature ${temperature}\n`,
      markdownText`- Asked: ${localTime(time)}\n`,
      markdownText`- Prompt: ${prompts}\n`,
    ],
    '',
  );
}

function shortened(answer: string): string {
  const line = answer.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
