import * as v from 'valibot';

/** A window or a VOI LUT that somebody chose, as it is stored and sent: `VoiChoice` of display/frameImage.ts. */
export const ChosenVoiSchema = v.variant('kind', [
  v.object({ kind: v.literal('window'), center: v.number(), width: v.pipe(v.number(), v.gtValue(0)) }),
  v.object({ kind: v.literal('lut'), index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
]);
export type ChosenVoi = v.InferOutput<typeof ChosenVoiSchema>;
