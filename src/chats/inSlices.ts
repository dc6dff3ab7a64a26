/** So many at a time: enough to keep a disk busy, few enough that not all is in memory at once. */
const AT_ONCE = 32;

/** Does a work for each item. Rejects with the signal's reason on abort, once the works under way have ended. */
export async function inSlices<Item>(
  items: readonly Item[],
  signal: AbortSignal | undefined,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (signal?.aborted === true) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  signal?.throwIfAborted();
}
