import { t } from '@vscode/l10n';
import { sentencesOf, type Sentence } from '../reading/statements/sentence.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { Language } from '../reading/words/language.ts';
import { vocabularyOf } from '../reading/words/lexicons.ts';
import type { Hit } from '../reading/words/phraseIndex.ts';
import type { Token } from '../reading/words/token.ts';
import type { ReportDocument } from '../reportDocument.ts';
import type { CheckContext } from './checkContext.ts';
import { patientSex } from './patientSex.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';
import { organName } from './organName.ts';
import { sexWords, type Sex, type SexWord } from './sexWords.ts';

const ofOthers =
  /^(family|familial|mother|father|sister|brother|aunt|uncle|cousin|grandmother|grandfather|parent|parents|maternal|paternal|husband|wife|partner|donor|son|daughter|familie|familienanamnese|mutter|vater|schwester|bruder|mere|pere|madre|padre|moeder|vader)$/;
const denial =
  /^(no|not|without|absent|never|kein|keine|keinen|ohne|pas|sans|sin|senza|sem|geen|zonder|excluded|negative)$/;
const absence = /^(absent|applicable|none|n|fehlt|fehlend|absente?|ausente|assente|afwezig|missing)$/;

/** The most that is read of what stands beside Findings and Impression. */
const besideMost = 20_000;

/** Organs and operations that the patient's sex does not have, each at its first mention. */
export class OtherSexWords {
  readonly #sex: Sex | undefined;
  readonly #found = new Map<string, TextRange>();

  constructor(text: string, report: ReportDocument, context: CheckContext) {
    this.#sex = patientSex(text, report, context);
  }

  /** A sentence of the Findings or the Impression. */
  read({ tokens }: Pick<Sentence, 'tokens'>): void {
    if (this.#sex === undefined) return;
    const hits = sexWords.hitsIn(tokens);
    if (!hits.some(({ value }) => value.of !== 'either' && value.of !== this.#sex)) return;
    if (tokens.some(({ word }) => ofOthers.test(word)) || isForBoth(hits)) return;
    for (const hit of hits) {
      const { of, organ } = hit.value;
      if (of === 'either' || of === this.#sex || isDenied(tokens, hit)) continue;
      const range = { start: tokens[hit.from]?.start ?? 0, end: tokens[hit.to - 1]?.end ?? 0 };
      const known = this.#found.get(organ);
      if (!known || known.start > range.start) this.#found.set(organ, range);
    }
  }

  problems(text: string, report: ReportDocument, language: Language): ReportProblem[] {
    if (this.#sex === undefined) return [];
    for (const range of besides(report))
      for (const sentence of sentencesOf(text, range, vocabularyOf(language))) this.read(sentence);
    const say = messages[this.#sex];
    return [...this.#found].map(([organ, range]) => ({
      code: 'sex',
      range,
      severity: defaultSeverities.sex,
      message: say(text.slice(range.start, range.end).replace(/\s+/g, ' '), organName(organ)),
    }));
  }
}

/** By the sex of the patient. */
const messages: Readonly<Record<Sex, (written: string, organ: string) => string>> = {
  F: (written, organ) =>
    t`"${written}" (${organ}) is in the report of a woman, as the image's tags or the report itself say. Check the patient, and words that a template left.`,
  M: (written, organ) =>
    t`"${written}" (${organ}) is in the report of a man, as the image's tags or the report itself say. Check the patient, and words that a template left.`,
};

/** The title, the indication, the technique: everything that the reading leaves out. */
function besides({ sections, frontMatter }: ReportDocument): TextRange[] {
  const start = frontMatter?.range.end ?? 0;
  const first = sections[0]?.heading.start ?? start;
  const ranges = [
    { start, end: first },
    ...sections
      .filter(({ kind }) => kind !== 'findings' && kind !== 'impression')
      .map(({ heading, content }) => ({
        start: heading.start,
        end: content.end,
      })),
  ];
  let left = besideMost;
  return ranges.flatMap((range) => {
    const end = Math.min(range.end, range.start + left);
    left -= Math.max(0, end - range.start);
    return end > range.start ? [{ start: range.start, end }] : [];
  });
}

/** `Uterus/prostate: normal`: a line for both. */
function isForBoth(hits: readonly Hit<SexWord>[]): boolean {
  return hits.some(({ value }) => value.of === 'M') && hits.some(({ value }) => value.of === 'F');
}

/** `No prostate`, `Uterus: surgically absent`, `Pregnancy: n/a`. */
function isDenied(tokens: readonly Token[], { from, to }: Hit<unknown>): boolean {
  const before = tokens.slice(Math.max(0, from - 2), from);
  if (before.some(({ word }) => denial.test(word))) return true;
  if (tokens[from - 1]?.word === 'of' && /^(evidence|sign|signs|absence)$/.test(tokens[from - 2]?.word ?? ''))
    return true;
  const after = tokens.slice(to, to + 5).map(({ word }) => word);
  const stop = after.findIndex((word) => /^[.,;]$/.test(word));
  const own = stop < 0 ? after : after.slice(0, stop);
  return own.some(
    (word, index) =>
      (absence.test(word) && (word !== 'n' || own[index + 1] === '/')) ||
      (word === 'not' &&
        /^(seen|visualized|visualised|present|identified|found|applicable)$/.test(own[index + 1] ?? '')),
  );
}
