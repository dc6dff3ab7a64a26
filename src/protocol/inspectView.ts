/** The contract between the extension host and the Inspect page of a model pair, checked at run time on both sides. */
import * as v from 'valibot';

const FindingSchema = v.object({
  verdict: v.picklist(['suspicious', 'wrong']),
  message: v.string(),
  remedy: v.string(),
});

/** What a person may do about the pair. */
export const InspectActionSchema = v.picklist(['use', 'chooseProjector', 'mend', 'convert']);
export type InspectAction = v.InferOutput<typeof InspectActionSchema>;

const ToInspectSchema = v.variant('type', [
  v.object({
    type: v.literal('report'),
    title: v.string(),
    verdict: v.picklist(['right', 'suspicious', 'wrong']),
    findings: v.array(FindingSchema),
    /** A label and a text; an empty label goes on with the row before. */
    rows: v.array(v.tuple([v.string(), v.string()])),
    actions: v.array(InspectActionSchema),
    /** The pair is the one that answers in the chat. */
    isInUse: v.boolean(),
  }),
  v.object({ type: v.literal('failure'), title: v.string(), message: v.string() }),
]);
export type ToInspect = v.InferOutput<typeof ToInspectSchema>;

const FromInspectSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('act'), action: InspectActionSchema }),
]);
export type FromInspect = v.InferOutput<typeof FromInspectSchema>;

export function parseToInspect(message: unknown): ToInspect {
  return v.parse(ToInspectSchema, message);
}

export function parseFromInspect(message: unknown): FromInspect {
  return v.parse(FromInspectSchema, message);
}
