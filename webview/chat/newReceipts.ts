import type { Exchange } from '../../src/conversation/exchange.ts';
import type { Receipt } from '../../src/conversation/answer.ts';

/**
 * The receipts of each answer that say something new: of an image that no answer before has a receipt of, or that this
 * answer's model saw otherwise than the last one did.
 */
export function newReceipts(exchanges: readonly Pick<Exchange, 'answer'>[]): readonly (readonly Receipt[])[] {
  const last = new Map<string, Receipt>();
  return exchanges.map(({ answer: { receipts = [] } }) => {
    const news = receipts.filter((receipt) => {
      const before = last.get(receipt.imageId);
      return before?.tokens !== receipt.tokens || before.width !== receipt.width || before.height !== receipt.height;
    });
    for (const receipt of receipts) last.set(receipt.imageId, receipt);
    return news;
  });
}
