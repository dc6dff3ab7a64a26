import { t } from '@vscode/l10n';
import type { SamplingParameter } from './chatParameters.ts';

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  /** What to type, as a sentence. */
  readonly says: () => string;
}

/** As the settings have them. */
export const PARAMETER_BOUNDS: Readonly<Record<SamplingParameter, Bounds>> = {
  temperature: { least: 0, most: 2, whole: false, says: () => t`Type a number from 0 to 2.` },
  topP: { least: 0.01, most: 1, whole: false, says: () => t`Type a number from 0.01 to 1.` },
  maxTokens: { least: 1, most: 8192, whole: true, says: () => t`Type a whole number from 1 to 8192.` },
  seed: { least: 0, most: 0xffff_ffff, whole: true, says: () => t`Type a whole number from 0 to 4294967295.` },
};

export type ReadParameter = { readonly value: number } | { readonly refusal: string };

/** A parameter as a person types it, with a point or a comma; the refusal is a sentence. */
export function readParameter(name: SamplingParameter, typed: string): ReadParameter {
  const { least, most, whole, says } = PARAMETER_BOUNDS[name];
  const text = typed.trim().replace(',', '.');
  const value = Number(text);
  const fits =
    /^\d*\.?\d+$|^\d+\.$/u.test(text) && value >= least && value <= most && (!whole || Number.isInteger(value));
  return fits ? { value } : { refusal: says() };
}
