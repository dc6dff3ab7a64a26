import type { ObservationState } from './observations.ts';

/** What "possible" and "cannot be excluded" count as. */
export const UNCERTAIN_POLICIES = ['uncertainAsPresent', 'uncertainAsAbsent'] as const;
export type UncertainPolicy = (typeof UNCERTAIN_POLICIES)[number];

export function isHeld(state: ObservationState | undefined, policy: UncertainPolicy): boolean {
  return state === 'present' || (state === 'uncertain' && policy === 'uncertainAsPresent');
}
