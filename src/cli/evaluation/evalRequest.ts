import type { RunWish } from '../../evaluation/runs/startRun.ts';
import type { ScoredFiles } from '../../evaluation/runs/scoreFiles.ts';
import type { ModelOptions } from '../sharedOptions.ts';
import type { JudgeOptions } from './evalOptions.ts';

export interface EvalRun {
  readonly what: 'run';
  readonly wish: Omit<RunWish, 'judge' | 'program'>;
  readonly judge: JudgeOptions | undefined;
  readonly model: ModelOptions;
  readonly allowDamaged: boolean;
  readonly cache: boolean;
}

export type EvalScore =
  { readonly what: 'scoreRun'; readonly folder: string } | ({ readonly what: 'scoreFiles' } & ScoredFiles);

/** What `llava-med eval` is to do. */
export type EvalRequest = { readonly json: boolean } & (
  | EvalRun
  | EvalScore
  | { readonly what: 'merge'; readonly parts: readonly string[]; readonly out: string }
  | { readonly what: 'phantoms'; readonly out: string; readonly seed: string; readonly count: number }
  | {
      readonly what: 'quality';
      readonly out: string;
      readonly seed: string;
      readonly count: number;
      readonly model: ModelOptions;
    }
);
