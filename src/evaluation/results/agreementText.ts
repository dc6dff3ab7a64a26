import type { Agreement } from '../metrics/agreement.ts';

/** "within one point 91 %, mean difference +0.32 points, weighted kappa 0.74, Spearman 0.71 (193 answers)" */
export function agreementText(found: Agreement): string {
  const { withinOnePoint, meanDifference, weightedKappa, spearman, count } = found;
  const sign = meanDifference > 0 ? '+' : '';
  return [
    `within one point ${Math.round(100 * withinOnePoint)} %`,
    `mean difference ${sign}${meanDifference.toFixed(2)} points`,
    ...(weightedKappa === undefined ? [] : [`weighted kappa ${weightedKappa.toFixed(2)}`]),
    ...(spearman === undefined ? [] : [`Spearman ${spearman.toFixed(2)}`]),
  ]
    .join(', ')
    .concat(` (${count} answers)`);
}
