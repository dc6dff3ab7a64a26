/** A claim asked several times: each time with another seed, all answered together. */
import * as vscode from 'vscode';
import type { AssistantRequest } from '../../../assistant/assistant.ts';
import type { DisplayImage } from '../../../imaging/imaging.ts';
import { type AnswerResult, numberedImageNames, type Sampling } from '../../../protocol/engine.ts';
import { EngineError } from '../../../protocol/engineError.ts';
import { agreement, readVerdict } from '../../../report/prompts/claimVerdict.ts';
import type { Claim } from '../../../report/prompts/claimQuestion.ts';
import type { ClaimCheck } from './claimResults.ts';

/** Answers that always take the likeliest word agree with themselves, which says nothing. */
const leastTemperature = 0.7;
/** A yes or a no and a sentence. */
const maxTokens = 40;
const mostSamples = 15;
const seeds = 2 ** 32;
/** So many different answers are kept for a person to read. */
const shownAnswers = 3;

/** How often each claim is asked: the setting. */
export function claimSamples(): number {
  const wanted = vscode.workspace.getConfiguration('llavaMed').get<number>('report.claimSamples', 5);
  return Number.isFinite(wanted) ? Math.min(Math.max(Math.round(wanted), 1), mostSamples) : 5;
}

export function claimTemperature(samples: number, { temperature }: Sampling): number {
  return samples > 1 ? Math.max(temperature, leastTemperature) : temperature;
}

/** The requests for the claims of one sentence, those of a claim one after another. */
export function claimRequests(
  claims: readonly Claim[],
  images: readonly DisplayImage[],
  samples: number,
  sampling: Sampling,
): readonly AssistantRequest[] {
  const temperature = claimTemperature(samples, sampling);
  const names = images.length > 1 ? numberedImageNames(images.length) : undefined;
  return claims.flatMap(({ question }) =>
    Array.from({ length: samples }, (_, index) => ({
      turns: [{ role: 'user' as const, text: question, images, ...(names && { imageNames: names }) }],
      wishes: { temperature, maxTokens, seed: (sampling.seed + index) % seeds },
    })),
  );
}

/** What the results of {@link claimRequests} say. Throws the error of the first claim that has no answer at all. */
export function claimChecks(claims: readonly Claim[], results: readonly AnswerResult[], samples: number): ClaimCheck[] {
  return claims.map((claim, index) => {
    const own = results.slice(index * samples, (index + 1) * samples);
    const texts = own.flatMap((result) => (result.kind === 'answer' ? [result.answer.text.trim()] : []));
    const failed = own.find((result) => result.kind === 'error');
    if (texts.length === 0 && failed?.kind === 'error') throw new EngineError(failed.error);
    return {
      claim,
      agreement: agreement(
        texts.map((text) => readVerdict(text, claim)),
        claim.expected,
      ),
      answers: [...new Set(texts)].slice(0, shownAnswers),
    };
  });
}
