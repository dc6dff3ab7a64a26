/** A judge as the command line names it. */
import { basename, resolve } from 'node:path';
import { JUDGE_ORDERS } from '../../evaluation/judge/chatJudgePrompt.ts';
import type { Judge } from '../../evaluation/judge/judge.ts';
import { localJudge } from '../../evaluation/judge/localJudge.ts';
import { serverJudge } from '../../evaluation/judge/serverJudge.ts';
import type { RunManifest } from '../../evaluation/runs/runManifest.ts';
import { OpenAiClient } from '../../openai/openAiClient.ts';
import { costOf } from '../../openai/tokenUsage.ts';
import type { Engine } from '../../protocol/engine.ts';
import type { EvaluationKind } from '../../protocol/evaluationResults.ts';
import type { ModelOptions } from '../sharedOptions.ts';
import type { CliContext } from '../subcommand.ts';
import type { JudgeOptions } from './evalOptions.ts';

export interface OpenedJudge {
  readonly described: NonNullable<RunManifest['judge']>;
  open(engine: Engine, signal: AbortSignal): Promise<Judge>;
  /** What it took, in a sentence; undefined where nothing was asked of a server. */
  cost(): string | undefined;
}

/** Throws an `OpenAiError` where the address or the key cannot be used. */
export function openJudge(
  options: JudgeOptions,
  kind: EvaluationKind,
  model: ModelOptions,
  { terminal }: CliContext,
): OpenedJudge {
  const orders = options.bothOrders ? [...JUDGE_ORDERS] : [JUDGE_ORDERS[0]];
  if (options.kind === 'local') {
    const modelPath = resolve(options.modelPath);
    return {
      described: { kind: 'local', name: basename(modelPath), orders },
      open: (engine, signal) => localJudge({ engine, modelPath, gpu: model.gpu, threads: model.threads }, signal),
      cost: () => undefined,
    };
  }
  const client = new OpenAiClient({
    baseUrl: options.baseUrl,
    key: keyFor(options.baseUrl),
    allowInsecure: options.allowInsecure,
  });
  return {
    described: { kind: 'server', name: options.model, orders },
    open: async () => {
      const what = kind === 'report' ? 'The reports and the drafts' : 'Questions, captions and answers';
      terminal.note(`${what} go to ${client.host}; images do not.`);
      return serverJudge({ client, model: options.model });
    },
    cost: () => usageText(client, options.price),
  };
}

/** OpenAI's own key goes to OpenAI alone. */
function keyFor(baseUrl: string): string | undefined {
  const own = process.env['LLAVA_MED_JUDGE_KEY'];
  if (own !== undefined) return own;
  return /^https:\/\/api\.openai\.com(?:\/|$)/i.test(baseUrl) ? process.env['OPENAI_API_KEY'] : undefined;
}

function usageText({ usage }: OpenAiClient, price: readonly [number, number] | undefined): string | undefined {
  if (usage.replies === 0) return undefined;
  const cost =
    price === undefined
      ? ''
      : `, ${costOf(usage, { perMillionPromptTokens: price[0], perMillionAnswerTokens: price[1] }).toFixed(2)} at the price given`;
  const untold = usage.repliesWithoutUsage === 0 ? '' : ` (${usage.repliesWithoutUsage} replies did not say)`;
  return `The judge gave ${usage.replies} replies: ${usage.promptTokens} tokens of prompts, ${usage.answerTokens} of answers${cost}${untold}.`;
}
