import * as v from 'valibot';
import { ColumnSchema } from '../../src/protocol/compareView.ts';

export type ColumnNumber = 'temperature' | 'maxTokens' | 'seed';

/** A number as it was typed, a comma for the point or not; undefined for what the setting may not be. */
export function columnNumber(name: ColumnNumber, text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  const read = v.safeParse(ColumnSchema.entries[name], typed === '' ? Number.NaN : Number(typed));
  return read.success ? read.output : undefined;
}
