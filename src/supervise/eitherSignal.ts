/**
 * Fires with the first of two signals, until it is released. `AbortSignal.any` never lets go of a signal that lives long
 * (Node 20): each call leaves a trace there.
 */
export function eitherSignal(
  one: AbortSignal,
  other: AbortSignal,
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const both = [one, other];
  const release = (): void => {
    for (const source of both) source.removeEventListener('abort', fire);
  };
  const fire = (): void => {
    release();
    controller.abort(both.find(({ aborted }) => aborted)?.reason);
  };
  if (both.some(({ aborted }) => aborted)) fire();
  else for (const source of both) source.addEventListener('abort', fire);
  return { signal: controller.signal, release };
}
