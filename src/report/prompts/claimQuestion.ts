import { MentionReader } from '../reading/statements/mentions.ts';
import type { Mention } from '../reading/statements/mention.ts';
import { sentencesOf, type Sentence } from '../reading/statements/sentence.ts';
import type { Language } from '../reading/words/language.ts';
import { vocabularyOf } from '../reading/words/lexicons.ts';
import { findingPrompt, heartPrompt, statementPrompt, ventriclesPrompt, type ClaimPrompt } from './claimPrompts.ts';
import { findingPhrases } from './findingPhrase.ts';
import { deniesChangeOnly, whyNotAsked, type NotAskedReason } from './notAsked.ts';

/** One thing that a sentence states of the image, as a closed question. */
export interface Claim extends ClaimPrompt {
  /** What is answered if the sentence is right. */
  readonly expected: 'yes' | 'no';
  /** The sentence says only that it may be so: an answer neither bears it out nor refutes it as of others. */
  readonly isUncertain: boolean;
}

export interface SentenceClaims {
  readonly claims: readonly Claim[];
  /** Why nothing is asked; where there are claims, undefined. */
  readonly reason?: NotAskedReason;
}

/**
 * What a sentence that was read states of the image; `mentions` are its findings, one for each of `sentence.marks`. The
 * questions are English: of a sentence in another language the whole is asked about.
 */
export function claimsIn(
  text: string,
  sentence: Sentence,
  mentions: readonly Mention[],
  language: Language,
): SentenceClaims {
  const organ = language === 'en' && mentions.length === 0 ? ofOrgan(text) : undefined;
  if (organ) return { claims: [organ] };
  const reason = whyNotAsked(sentence, text, mentions);
  if (reason) return { claims: [], reason };
  const claims = new Map<string, Claim>();
  let isWhole = mentions.length === 0 || language !== 'en';
  let isChange = false;
  if (language === 'en')
    for (const [index, mention] of mentions.entries()) {
      const asked = ofMention(sentence, index, mention);
      if (asked === 'change') isChange = true;
      else if (asked === 'whole') isWhole = true;
      else for (const claim of asked) claims.set(claim.question, claims.get(claim.question) ?? claim);
    }
  if (isWhole) {
    const isUncertain = mentions.some(({ assertion }) => assertion === 'uncertain');
    const whole = statementPrompt(text);
    claims.set(whole.question, { ...whole, expected: 'yes', isUncertain });
  }
  if (claims.size === 0) return { claims: [], reason: isChange ? 'comparison' : 'history' };
  return { claims: [...claims.values()] };
}

/** The claims of one sentence by itself; of several sentences, of all of them. */
export function claimsOf(sentenceText: string, language: Language = 'en'): SentenceClaims {
  const all = readClaims(sentenceText, { start: 0, end: sentenceText.length }, language);
  const claims = all.flatMap((one) => one.claims);
  const reason = all.find((one) => one.reason)?.reason ?? 'heading';
  return claims.length > 0 ? { claims } : { claims, reason };
}

/** A sentence as it stands in its text, with its claims. */
export interface ReadClaims extends SentenceClaims {
  readonly sentence: Sentence;
}

/** Reads a part of a text, labels over several lines (`Left kidney:`) included. */
export function readClaims(
  text: string,
  range: { readonly start: number; readonly end: number },
  language: Language,
): readonly ReadClaims[] {
  const vocabulary = vocabularyOf(language);
  const reader = new MentionReader(vocabulary);
  return sentencesOf(text, range, vocabulary).map((sentence) => {
    const before = reader.mentions.length;
    reader.read([sentence]);
    const own = text.slice(sentence.tokens[0]?.start ?? 0, sentence.tokens.at(-1)?.end ?? 0);
    return { sentence, ...claimsIn(own, sentence, reader.mentions.slice(before), language) };
  });
}

/** `whole`: the words name no finding that could be asked for by itself; `change`: only a change is stated. */
function ofMention(sentence: Sentence, index: number, mention: Mention): readonly Claim[] | 'whole' | 'change' {
  const { assertion, finding } = mention;
  const { findings } = sentence.marks;
  const hit = findings[index];
  // `haemorrhagic infarct` is one: what qualifies the next is asked for with it.
  if (!hit || assertion === 'past' || assertion === 'asked' || findings[index + 1]?.from === hit.to) return [];
  if (assertion === 'denied' && deniesChangeOnly(sentence, hit.from)) return 'change';
  const how = { expected: assertion === 'denied' ? 'no' : 'yes', isUncertain: assertion === 'uncertain' } as const;
  const first = sentence.tokens[hit.from]?.word ?? '';
  if (finding === 'cardiomegaly' && !first.startsWith('cardiomegal')) return [{ ...heartPrompt, ...how }];
  const from = findings[index - 1]?.to === hit.from ? (findings[index - 1]?.from ?? hit.from) : hit.from;
  const phrases = findingPhrases(sentence, { from, to: hit.to }, mention);
  if (phrases.length === 0) return 'whole';
  return phrases.map((phrase) => ({ ...findingPrompt(phrase.text, phrase.isPlural), ...how }));
}

const normalSize =
  /\b(?:is|are|of|appears?|remains?|within) (?:not enlarged|not dilated|(?:of )?normal(?: in)?(?: size| limits)?)\b|^\W*normal\b/i;

/** The size of heart and ventricles, of which a report says more often that it is normal. */
function ofOrgan(text: string): Claim | undefined {
  const heart = /\b(?:heart|cardiac silhouette|cardiomediastinal silhouette)\b/i.test(text);
  const ventricles = /\bventricles\b|\bventricular system\b/i.test(text);
  if (heart === ventricles) return undefined;
  const prompt = heart ? heartPrompt : ventriclesPrompt;
  if (normalSize.test(text) && /\bsize\b|not enlarged|not dilated/i.test(text))
    return { ...prompt, expected: 'no', isUncertain: false };
  return /\b(?:enlarged|dilated)\b/i.test(text) && !/\b(?:no|not|nor)\b/i.test(text)
    ? { ...prompt, expected: 'yes', isUncertain: false }
    : undefined;
}
