import type { Exchange, Receipt } from '../../src/conversation/conversation.ts';

/**
 * The receipts of an answer that say something new: of an image that no answer before has a receipt of, or that this
 * answer's model saw otherwise than the last one did.
 */
export function newReceipts(exchanges: readonly Exchange[], index: number): readonly Receipt[] {
  const last = new Map<string, Receipt>();
  for (const { answer } of exchanges.slice(0, index))
    for (const receipt of answer.receipts ?? []) last.set(receipt.imageId, receipt);
  return (exchanges[index]?.answer.receipts ?? []).filter((receipt) => {
    const before = last.get(receipt.imageId);
    return before?.tokens !== receipt.tokens || before.width !== receipt.width || before.height !== receipt.height;
  });
}
