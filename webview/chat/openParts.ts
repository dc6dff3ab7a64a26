/** What of the answers a person has opened; it ends with the view. Exchanges, by id. */
export interface OpenParts {
  /** Whose vote is given a note. */
  readonly note: string | undefined;
  /** Which tell how they came about. */
  readonly details: ReadonlySet<string>;
}

export const NOTHING_OPEN: OpenParts = { note: undefined, details: new Set() };

export function withDetails(open: OpenParts, exchangeId: string, isOpen: boolean): OpenParts {
  if (open.details.has(exchangeId) === isOpen) return open;
  const details = new Set(open.details);
  if (isOpen) details.add(exchangeId);
  else details.delete(exchangeId);
  return { ...open, details };
}
