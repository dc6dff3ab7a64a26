/**
 * What parent and child say to each other over the fork's IPC channel (`serialization: 'advanced'`, so typed arrays
 * travel as they are). A contract is an interface with one member per method:
 *
 *   interface DecodingContract { decode: { params: { path: string }; result: Uint8Array; event: { fraction: number } }
 * }
 */

export interface CallShape {
  readonly params: unknown;
  readonly result: unknown;
  /** What the handler may emit while it works; `never` when nothing. */
  readonly event: unknown;
}

export type Contract<C> = Record<keyof C, CallShape>;

/** An error as it crosses the channel. `data` is whatever structured-cloneable `data` the thrown error had. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly data: unknown;
}

export type ToChild =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: 'abort'; readonly id: number };

export type ToParent =
  | { readonly type: 'alive' }
  | { readonly type: 'event'; readonly id: number; readonly event: unknown }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: WireError };

/** How often a child that is at work says so. Parent and child must agree, hence here. */
export const heartbeatMs = 500;
