/** A yes/no question about a phantom of each truth, so that half of them are true, also within each type of question. */
import type { Truth } from '../../phantoms/answers.ts';
import { kindsOf, placesOf } from '../../phantoms/phantom.ts';
import { askIsAbnormal, askIsNormal, askPresence, askPresenceAt } from '../../phantoms/questions.ts';
import type { Random } from '../../phantoms/random.ts';

export interface ClosedQuestion {
  readonly type: 'isNormal' | 'isAbnormal' | 'present' | 'presentAt';
  readonly question: string;
}

export function yesQuestion({ domain, findings }: Truth, random: Random): ClosedQuestion {
  if (findings.length === 0) return { type: 'isNormal', question: askIsNormal(random, domain) };
  if (random.chance(0.25)) return { type: 'isAbnormal', question: askIsAbnormal(random, domain) };
  const { kind, place } = random.pick(findings);
  return place !== undefined && random.chance(0.5)
    ? { type: 'presentAt', question: askPresenceAt(random, kind, place, domain) }
    : { type: 'present', question: askPresence(random, kind, domain, true) };
}

export function noQuestion({ domain, findings }: Truth, random: Random): ClosedQuestion {
  if (random.chance(0.5)) {
    return findings.length === 0
      ? { type: 'isAbnormal', question: askIsAbnormal(random, domain) }
      : { type: 'isNormal', question: askIsNormal(random, domain) };
  }
  const missing = kindsOf(domain).filter((kind) => !findings.some((finding) => finding.kind === kind));
  if (random.chance(0.5)) return { type: 'present', question: askPresence(random, random.pick(missing), domain, true) };
  // At a place: a finding that is elsewhere, or one that is not there at all.
  const elsewhere = random.chance(0.5) ? findings.find((finding) => finding.place !== undefined) : undefined;
  const kind = elsewhere?.kind ?? random.pick(missing.filter((candidate) => placesOf(candidate).length > 0));
  const place = random.pick(placesOf(kind).filter((candidate) => candidate !== elsewhere?.place));
  return { type: 'presentAt', question: askPresenceAt(random, kind, place, domain) };
}
