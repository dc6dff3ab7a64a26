/** How far a conversion is, as a person reads it: the stage, and how much is done, how fast, and how long it will take. */
import { t } from '@vscode/l10n';
import type { ConversionProgress, ConversionStage } from '../protocol/conversion.ts';
import { describeBytes } from '../text/describeBytes.ts';
import { timeLeft } from '../text/timeLeft.ts';

export interface ConversionLine {
  readonly stage: string;
  readonly detail: string;
  /** Of the stage, 0 to 1. */
  readonly fraction: number;
}

const names: Readonly<Record<ConversionStage, () => string>> = {
  writing: () => t`Reading the checkpoint`,
  quantising: () => t`Quantising the language model`,
  checking: () => t`Comparing with the checkpoint`,
};

/** A speed says something only after a while, ms. */
const untilSpeed = 2_000;

/** Remembers when a stage began. `now`: ms. */
export function describeConversion(
  now: () => number = () => performance.now(),
): (progress: ConversionProgress) => ConversionLine {
  let stage: ConversionStage | undefined;
  let began = 0;
  return (progress) => {
    if (progress.stage !== stage) {
      stage = progress.stage;
      began = now();
    }
    const { done, total } = progress;
    const elapsed = now() - began;
    const parts = [
      stage === 'writing'
        ? t`${describeBytes(done)} of ${describeBytes(total)}`
        : `${Math.floor((100 * done) / total)} %`,
      ...(elapsed >= untilSpeed && done > 0 && done < total
        ? [
            ...(stage === 'writing' ? [`${describeBytes((1000 * done) / elapsed)}/s`] : []),
            timeLeft(elapsed, done, total),
          ]
        : []),
    ];
    return { stage: names[stage](), detail: parts.join(', '), fraction: done / total };
  };
}
