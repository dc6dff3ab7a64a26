/** Readers of one option's text each: the value, or an error that says what is wanted. */
import type { VoiChoice } from '../display/frameImage.ts';
import { UsageError } from './usageError.ts';

export function oneOf<T extends string>(name: string, choices: readonly T[]): (value: string) => T {
  return (value) => {
    const choice = choices.find((each) => each === value);
    if (choice === undefined) throw new UsageError(`--${name} is ${choices.join(', ')}; not "${value}".`);
    return choice;
  };
}

export function number(name: string, min: number, max: number): (value: string) => number {
  return (value) => {
    const parsed = value.trim() === '' ? NaN : Number(value);
    if (!(parsed >= min && parsed <= max))
      throw new UsageError(`--${name} is a number from ${min} to ${max}; not "${value}".`);
    return parsed;
  };
}

export function whole(name: string, min: number, max: number): (value: string) => number {
  const read = number(name, min, max);
  return (value) => {
    const parsed = read(value);
    if (!Number.isInteger(parsed)) throw new UsageError(`--${name} is a whole number; not "${value}".`);
    return parsed;
  };
}

export function voiWindow(value: string): VoiChoice {
  const [center = NaN, width = NaN, ...more] = value
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (!Number.isFinite(center) || !(width > 0 && Number.isFinite(width)) || more.length > 0) {
    throw new UsageError(`--window is center,width with a width above 0, e.g. 40,400; not "${value}".`);
  }
  return { kind: 'window', center, width };
}
