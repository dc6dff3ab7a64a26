import { t } from '@vscode/l10n';
import type { Mention } from '../reading/statements/mention.ts';
import type { ReportReading } from '../reading/statements/reportReading.ts';
import type { SentencePlaces } from '../reading/statements/sentencePlaces.ts';
import { vocabularyOf } from '../reading/words/lexicons.ts';
import { affirmationOf, denialOf, isContradicted, type Affirmation } from './contradictedPhrase.ts';
import { SpokenPhrases, type Phrase } from './spokenPhrase.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';
import { unfilledFields } from './unfilledFields.ts';

/** So many phrases of one finding are looked at: a real report has a handful, and each meets each. */
const mostPhrases = 40;

/**
 * A finding that is affirmed in one place and denied in another for the same organ and side: within the Findings, within
 * the Impression, or affirmed in the Findings and denied in the Impression. It stands on the later one.
 */
export function contradictions(text: string, reading: ReportReading, places: SentencePlaces): ReportProblem[] {
  const phrases = new SpokenPhrases(text, places, vocabularyOf(reading.language));
  const affirmed = {
    findings: byFinding(text, reading.findings.mentions, 'affirmed'),
    impression: byFinding(text, reading.impression.mentions, 'affirmed'),
  };
  const isUnfilled = unfilledFields(text);
  const marked = new Map<number, ReportProblem>();
  for (const kind of ['findings', 'impression'] as const) {
    for (const [finding, denials] of byFinding(text, reading[kind].mentions, 'denied')) {
      const own = affirmed[kind].get(finding) ?? [];
      const above = kind === 'impression' ? (affirmed.findings.get(finding) ?? []) : [];
      if (own.length + above.length === 0) continue;
      const read = (mentions: readonly Mention[], of: typeof kind): Affirmation[] =>
        mentions.flatMap((one) => {
          const phrase = isUnfilled(one.range) ? undefined : phrases.phraseOf(one, of);
          return (phrase && affirmationOf(phrase, phrases)) ?? [];
        });
      const held = [...read(above, 'findings'), ...read(own, kind)];
      for (const mention of denials) {
        const denied = isUnfilled(mention.range) ? undefined : phrases.phraseOf(mention, kind);
        const denial = denied && denialOf(denied);
        const against = denial && held.find((one) => isContradicted(one, denial, phrases))?.held;
        if (!denied || !against) continue;
        const later =
          denied.mention.range.start > against.mention.range.start || against.kind !== kind ? denied : against;
        if (!marked.has(later.mention.range.start))
          marked.set(later.mention.range.start, problemOf(text, later, later === denied ? against : denied));
      }
    }
  }
  return [...marked.values()];
}

function byFinding(
  text: string,
  mentions: readonly Mention[],
  assertion: Mention['assertion'],
): Map<string, Mention[]> {
  const found = new Map<string, Mention[]>();
  for (const mention of mentions) {
    if (mention.assertion !== assertion) continue;
    const finding = nameOf(text, mention);
    const list = found.get(finding);
    if (!list) found.set(finding, [mention]);
    else if (list.length < mostPhrases) list.push(mention);
  }
  return found;
}

/** Stones of the gallbladder are gallstones, enlarged nodes an adenopathy. */
function nameOf(text: string, { finding, organs, range }: Mention): string {
  if (finding === 'stone' && organs.includes('bile')) return 'gallstone';
  const isEnlarged =
    finding === 'nodes' &&
    /\benlarged\s+(?:[a-z]+\s+){1,3}$/i.test(text.slice(Math.max(0, range.start - 60), range.start));
  return isEnlarged ? 'adenopathy' : finding;
}

function problemOf(text: string, later: Phrase, earlier: Phrase): ReportProblem {
  const { range, assertion } = later.mention;
  const written = text.slice(range.start, range.end).replace(/\s+/g, ' ');
  const say = messages[earlier.kind === later.kind ? 'above' : 'inFindings'];
  return {
    code: 'contradiction',
    range,
    severity: defaultSeverities.contradiction,
    message: assertion === 'denied' ? say.denied(written) : say.affirmed(written),
  };
}

/** What is said of the later one, by where the earlier one stands. */
const messages = {
  above: {
    denied: (written: string) =>
      t`"${written}" is denied here, and affirmed above. Check the image, then take out the one that is wrong.`,
    affirmed: (written: string) =>
      t`"${written}" is affirmed here, and denied above. Check the image, then take out the one that is wrong.`,
  },
  inFindings: {
    denied: (written: string) =>
      t`"${written}" is denied here, and affirmed in the Findings. Check the image, then take out the one that is wrong.`,
    affirmed: (written: string) =>
      t`"${written}" is affirmed here, and denied in the Findings. Check the image, then take out the one that is wrong.`,
  },
} as const;
