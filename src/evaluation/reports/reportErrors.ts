/** What is wrong in a draft, each with the sentence that says so. */
import type { TextRange } from '../../report/reading/textRange.ts';
import { isHeld, type UncertainPolicy } from './uncertainPolicy.ts';
import type { TopicPair } from './topics.ts';

export interface ReportError {
  /**
   * `laterality`: both have it, and the draft gives it a side that the reference does not. `hallucinated`: the draft has
   * it, the reference does not. `missed`: the other way round.
   */
  readonly kind: 'laterality' | 'hallucinated' | 'missed';
  /** An observation, or a finding as the report reading calls it. */
  readonly name: string;
  /** Whether the side that does not have it denies it or is silent; of a laterality error `sides`. */
  readonly because: 'denied' | 'unmentioned' | 'sides';
  /** Sentences, as offsets in the texts; undefined where a text is silent. */
  readonly inReference: TextRange | undefined;
  readonly inDraft: TextRange | undefined;
}

export function reportErrors(pairs: readonly TopicPair[], policy: UncertainPolicy): ReportError[] {
  return pairs.flatMap((pair) => {
    const found = errorOf(pair, policy);
    if (!found) return [];
    const { name, reference, draft } = pair;
    return [{ ...found, name, inReference: reference?.sentences[0], inDraft: draft?.sentences[0] }];
  });
}

function errorOf(pair: TopicPair, policy: UncertainPolicy): Pick<ReportError, 'kind' | 'because'> | undefined {
  const { reference, draft } = pair;
  const [has, says] = [isHeld(reference?.state, policy), isHeld(draft?.state, policy)];
  if (has && says) return hasOtherSide(pair) ? { kind: 'laterality', because: 'sides' } : undefined;
  // What the other has as uncertain is neither invented nor missed, even where uncertain counts as absent.
  if (says && reference?.state !== 'uncertain')
    return { kind: 'hallucinated', because: reference ? 'denied' : 'unmentioned' };
  if (has && draft?.state !== 'uncertain') return { kind: 'missed', because: draft ? 'denied' : 'unmentioned' };
  return undefined;
}

/** As in the report check `laterality`: naming one side of two is no error, naming another is. */
function hasOtherSide({ reference, draft }: TopicPair): boolean {
  const [right, said] = [reference?.sides ?? [], draft?.sides ?? []];
  return right.length > 0 && said.some((side) => !right.includes(side));
}
