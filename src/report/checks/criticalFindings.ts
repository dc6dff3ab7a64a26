import { t } from '@vscode/l10n';
import { assertionsOf } from '../reading/statements/clause.ts';
import { markSentence } from '../reading/statements/mentions.ts';
import type { Sentence } from '../reading/statements/sentence.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { Hit } from '../reading/words/phraseIndex.ts';
import type { Token } from '../reading/words/token.ts';
import { saysCommunicated } from './communication.ts';
import { criticalWords, type CriticalWord } from './criticalWords.ts';
import { isFeared } from './feared.ts';
import { misplacedTube } from './misplacedTube.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

export interface CriticalFinding {
  readonly finding: string;
  readonly range: TextRange;
}

/** As sure as a report gets of what it names. */
const asGoodAsSaid = /^(consistent|compatible|keeping|represents?|representing|reflecting|reflects?|thought)$/;
/** Older than this study: `acute on chronic` is not. */
const old =
  /^(chronic|old|remote|ancient|healed|organi[sz]ed|chronische[nrs]?|alte[nrs]?|ancien(?:ne)?s?|chroniques?|cronic[oaie]s?|antigu[oa]s?|vecchi[oaie]?|oude|subacute|encephalomalacia|evolved)$/;
const known =
  /^(known|unchanged|stable|resolving|resolved|improving|improved|decreas\w*|regress\w*|residual|prior|previous|previously|treated|evolving|evolution|persistent|persisting|again|bekannte?[nrsm]?|unverandert\w*|rucklaufig\w*|connue?s?|inchange\w*|conocid[oa]s?|not[oae]|invariat\w*|conhecid[oa]s?|bekende?|onveranderd\w*|estable|stabile|estavel|stabiel|smaller|diminished|coiled|clipped|repaired)$/;
const fresh =
  /^(acute|hyperacute|new|enlarging|enlarged|increasing|increased|worsening|akute[nrs]?|neue[nrs]?|aigue?|aguda?|acut[oa]|acuut|superimposed|rebleed\w*|on)$/;

/** Critical findings that a sentence affirms; those that it knows from before left out. */
export function criticalFindingsIn({ tokens, marks }: Sentence): CriticalFinding[] {
  const hits = criticalWords.hitsIn(tokens).filter((hit) => isCritical(tokens, marks.findings, hit));
  const tube = misplacedTube(tokens);
  if (tube) hits.push(tube);
  if (hits.length === 0) return [];
  const cues = marks.cues.filter(
    ({ from, to, value }) =>
      value !== 'maybe' ||
      !tokens.slice(from, to).some(({ word }) => asGoodAsSaid.test(word)) ||
      /^(possible|likely)$/.test(tokens[to - 1]?.word ?? ''),
  );
  const spans = hits.map(({ from, to, value }) => ({ from, to, value: value.finding }));
  const held = assertionsOf({ ...markSentence(tokens, { ...marks, cues }, false), findings: spans });
  return hits.flatMap((hit, index) => {
    if (held[index] !== 'affirmed') return [];
    const from = hit.value.last === undefined ? hit.from : Math.max(hit.from, hit.to - hit.value.last);
    return [
      {
        finding: hit.value.finding,
        range: { start: tokens[from]?.start ?? 0, end: tokens[hit.to - 1]?.end ?? 0 },
      },
    ];
  });
}

/** Those of the Impression, else of the Findings, of which nobody was told; each finding at its first mention. */
export function criticalFindings(
  text: string,
  hasImpression: boolean,
  found: { readonly findings: readonly CriticalFinding[]; readonly impression: readonly CriticalFinding[] },
): ReportProblem[] {
  const own = (hasImpression ? found.impression : found.findings).filter(({ range }) => !isFeared(text, range));
  if (own.length === 0 || saysCommunicated(text)) return [];
  const afterSurgery = surgery.test(text);
  const firsts = new Map<string, CriticalFinding>();
  for (const one of own)
    if (!firsts.has(one.finding) && !(one.finding === 'free air' && afterSurgery)) firsts.set(one.finding, one);
  return [...firsts.values()].map(({ range }) => ({
    code: 'critical-finding',
    range,
    severity: defaultSeverities['critical-finding'],
    message: t`"${text.slice(range.start, range.end).replace(/\s+/g, ' ')}" may be a critical finding, and the report does not say that anybody was told. Tell whoever is in charge of the patient, then write whom, how and when.`,
  }));
}

/** Air is left in the abdomen for days. */
const surgery =
  /\b(?:post[- ]?op\w*|laparoscop\w*|laparotom\w*|peritoneal dialysis|(?:after|following|recent|status post|s\/p)\s+(?:\w+\s+){0,3}(?:surgery|operation|\w+ectomy|gastrostomy|\w+plasty)|day\s+\d+\s+after|nach\s+(?:laparo\w+|operation|op\b))/i;

function isCritical(tokens: readonly Token[], findings: readonly Hit<string>[], hit: Hit<CriticalWord>): boolean {
  const { needs, not, isWide } = hit.value;
  if (
    /^(pe|tep|lae)$/.test(tokens[hit.from]?.word ?? '') &&
    tokens[hit.from]?.text !== tokens[hit.from]?.text.toUpperCase()
  )
    return false;
  const near = nearWords(tokens, findings, hit);
  if (needs && !(isWide ? tokens.map(({ word }) => word) : near).some((word) => needs.test(word))) return false;
  if (not && near.some((word) => not.test(word))) return false;
  if (near.some((word) => known.test(word))) return false;
  return !near.some((word) => old.test(word)) || near.some((word) => fresh.test(word));
}

/** The words around a finding that say something of it: up to the next finding, and not beyond an `and` or `with`. */
function nearWords(tokens: readonly Token[], findings: readonly Hit<string>[], hit: Hit<unknown>): string[] {
  const isOther = (at: number): boolean =>
    findings.some(
      ({ from, to, value }) => value !== 'tear' && at >= from && at < to && (to <= hit.from || from >= hit.to),
    );
  let from = hit.from;
  while (
    from > 0 &&
    hit.from - from < 8 &&
    !isOther(from - 1) &&
    !/^(and|but|with|und|mit|et|avec|con|com|met|no|[;:.])$/.test(tokens[from - 1]?.word ?? '')
  )
    from -= 1;
  let to = hit.to;
  let comma = -1;
  while (
    to < tokens.length &&
    to - hit.to < 12 &&
    !/^(and|but|with|und|mit|et|avec|con|com|met|which|due|causing|secondary|from|[;:])$/.test(tokens[to]?.word ?? '')
  ) {
    if (isOther(to)) {
      if (comma >= 0) to = comma;
      break;
    }
    if (tokens[to]?.text === ',') comma = to;
    to += 1;
  }
  return tokens.slice(from, to).map(({ word }) => word);
}
