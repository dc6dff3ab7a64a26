import type { Token } from '../words/token.ts';
import type { Measurement } from './measurement.ts';

/** What a number with a unit stands for; all but `size` are no size of a thing today. */
export type SizeUse = 'size' | 'prior' | 'bound' | 'range' | 'distance' | 'difference';

const before = {
  prior:
    /^(previously|prior|previous|formerly|earlier|initially|originally|zuvor|vormals|vorher|fruher|auparavant|precedemment|anterieurement|previamente|previo|antes|precedentemente|precedente|prima|anteriormente|eerder|voorheen|vorig|vorige)$/,
  bound:
    /^(than|least|over|under|exceeding|below|above|within|between|bis|jusqu|hasta|fino|ate|tot|range|ranging|ranges|up|unter|uber|groter|kleiner|most|every|intervals?|sub)$/,
  difference: /^(increase|increased|decrease|decreased|grown|growth|change|displaced|shifted|enlarged|shrunk|reduced)$/,
};
const distance =
  /^(above|below|from|away|deep|beyond|caudal|cranial|apart|inside|outside|oberhalb|unterhalb|vom|von|au|dessus|dessous|sopra|sotto|encima|debajo|boven|onder)$/;
const ofSize =
  /^(dilated|dilatated|enlarged|measured|measures|measuring|distended|thickened|diameter|size|is|aneurysmal|ectatic)$/;
const directed = /^(proximal|distal|superior|inferior|medial|lateral|anterior|posterior|cephalad|caudad)$/;
const months =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mai|juin|juil|okt|dez|mrt|mei|ene|abr|ago|dic)[a-z]*$/;

/** What one of a sentence's numbers stands for, by the words next to it. */
export function useOf(tokens: readonly Token[], all: readonly Measurement[], index: number): SizeUse {
  const { from, to } = all[index] as Measurement;
  const previous = all[index - 1];
  const next = all[index + 1];
  const start = Math.max(previous?.to ?? 0, from - 4);
  const ahead = tokens.slice(start, from).map(({ word }) => word);
  const behind = tokens.slice(to, to + 4).map(({ word }) => word);
  const [first = '', second = ''] = behind;
  if (/[<>≤≥]/.test(ahead.at(-1) ?? '') || (ahead.at(-1) === '=' && /[<>]/.test(ahead.at(-2) ?? ''))) return 'bound';
  if (
    isRangePart(tokens, previous, from) ||
    (next && isRangePart(tokens, all[index], next.from) && ahead.at(-1) !== 'from')
  )
    return ahead.at(-1) === 'to' && tokens[(previous?.from ?? 0) - 1]?.word === 'from' ? 'size' : 'range';
  if (isPrior(ahead, behind, previous !== undefined)) return 'prior';
  if (ahead.at(-1) === 'by' && ahead.some((word) => before.difference.test(word))) return 'difference';
  if (
    ahead.slice(-3).some((word) => before.bound.test(word)) ||
    (/^(or|oder|ou|o)$/.test(first) && /^(more|less|larger|smaller|greater)$/.test(second))
  )
    return 'bound';
  if (ahead.at(-1) === 'from' && next) return 'prior';
  if (
    distance.test(first) ||
    (directed.test(first) && second === 'to') ||
    (ahead.at(-1) === 'at' && !ofSize.test(ahead.at(-2) ?? ''))
  )
    return 'distance';
  return 'size';
}

function isPrior(ahead: readonly string[], behind: readonly string[], hasPrevious: boolean): boolean {
  const [first = '', second = '', third = ''] = behind;
  if (ahead.some((word) => before.prior.test(word)) || before.prior.test(first)) return true;
  if (hasPrevious && /^(was|were|war|etait|era)$/.test(ahead.at(-1) ?? '')) return true;
  if (/^(compared|against|versus|vs)$/.test(ahead.at(-2) ?? '') || /^(compared|versus|vs)$/.test(ahead.at(-1) ?? ''))
    return true;
  if (/^(in|on|im|am|en|nel|le|el|op)$/.test(first))
    return (
      /^(19|20)\d\d$|^\d+[./]\d+/.test(second) ||
      months.test(second) ||
      months.test(third) ||
      (/^(prior|previous|the)$/.test(second) &&
        /^(prior|previous|earlier|last)/.test(second === 'the' ? third : second))
    );
  return first === 'at' && second === 'baseline';
}

/** `5 to 8 mm`, `5-8 mm`. */
function isRangePart(tokens: readonly Token[], one: Measurement | undefined, from: number): boolean {
  return (
    one !== undefined &&
    from - one.to === 1 &&
    one.sizes.length === 1 &&
    /^(to|-|–|—|bis|a|tot)$/.test(tokens[one.to]?.word ?? '')
  );
}
