/** Activations, in place. */

/** x · σ(1.702 x): CLIP's. */
export function quickGelu(x: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / (1 + Math.exp(-1.702 * x[i]!));
}

/** x · Φ(x), as torch.nn.GELU computes it. */
export function gelu(x: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = 0.5 * x[i]! * (1 + erf(x[i]! / Math.SQRT2));
}

/** `gate` becomes silu(gate) · up. */
export function gateWithSilu(gate: Float32Array, up: Float32Array): void {
  for (let i = 0; i < gate.length; i++) gate[i] = (gate[i]! / (1 + Math.exp(-gate[i]!))) * up[i]!;
}

/** The error function, to about 1e-7 (Abramowitz and Stegun 7.1.26 is 1.5e-7). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}
