/** What the editor kept of a page, read with care: another version may have written it. */
import * as v from 'valibot';
import { ORDERS, SHOWN } from './filterRows.ts';
import type { PageMemory } from './pageState.ts';

const MemorySchema = v.object({
  metric: v.string(),
  filter: v.object({
    query: v.string(),
    domain: v.string(),
    type: v.string(),
    questionType: v.string(),
    show: v.picklist(SHOWN),
    order: v.picklist(ORDERS),
  }),
  selected: v.optional(v.string()),
});

export function parseMemory(remembered: unknown): PageMemory | undefined {
  const parsed = v.safeParse(MemorySchema, remembered);
  if (!parsed.success) return undefined;
  const { metric, filter, selected } = parsed.output;
  return { metric, filter, selected };
}
