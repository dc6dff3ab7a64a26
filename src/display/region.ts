import * as v from 'valibot';

const pixels = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A part of a displayed image: whole pixels, counted from its top left corner. Stored and sent. */
export const RegionSchema = v.object({
  x: pixels,
  y: pixels,
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export type Region = v.InferOutput<typeof RegionSchema>;
