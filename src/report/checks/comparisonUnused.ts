import { t } from '@vscode/l10n';
import type { Sentence } from '../reading/statements/sentence.ts';
import type { TextRange } from '../reading/textRange.ts';
import type { Token } from '../reading/words/token.ts';
import type { ReportDocument } from '../reportDocument.ts';
import { isBare } from './emptySections.ts';
import { namesStudyForSure } from './priorStudy.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

/** A Comparison that names a study, in a report whose Findings and Impression compare nothing. */
export function comparisonUnused(text: string, report: ReportDocument, isCompared: boolean): ReportProblem[] {
  if (isCompared || !hasText(text, report, 'findings') || !hasText(text, report, 'impression')) return [];
  const named = comparisons(text, report).find(({ start, end }) => namesStudyForSure(text.slice(start, end)));
  if (!named) return [];
  return [
    {
      code: 'comparison-unused',
      range: named,
      severity: defaultSeverities['comparison-unused'],
      message: t`An earlier study is named, and nothing is compared with it. Say what has changed or that nothing has, or take the comparison out.`,
    },
  ];
}

function hasText(text: string, { sections }: ReportDocument, kind: 'findings' | 'impression'): boolean {
  return sections.some((section) => section.covers.includes(kind) && !isBare(text, section));
}

/** Sections, and labels outside the Findings and the Impression. */
function comparisons(text: string, { sections, labels }: ReportDocument): TextRange[] {
  const read = sections.filter(({ kind }) => kind === 'findings' || kind === 'impression');
  const isRead = ({ start }: TextRange): boolean => read.some(({ body }) => body.start <= start && start < body.end);
  return [
    ...sections.filter(({ covers }) => covers.length === 1 && covers[0] === 'comparison').map(({ content }) => content),
    ...labels
      .slice(0, mostLabels)
      .filter((label) => label.kind === 'comparison' && !isRead(label.text))
      .map((label) => trimmed(text, label.text)),
  ].filter(({ start, end }) => start < end);
}

const mostLabels = 50;

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  return { start: from, end: Math.max(from, start + words.trimEnd().length) };
}

/** Any word that compares, or a date: what a reader would take for a look at the earlier study. */
export function compares({ tokens, marks }: Sentence): boolean {
  return (
    marks.changes.length > 0 ||
    tokens.some(({ word, kind }, index) =>
      kind === 'word' ? isComparing(word) && !isOfPicture(tokens, index) : kind === 'number' && isDate(tokens, index),
    )
  );
}

function isDate(tokens: readonly Token[], index: number): boolean {
  const [number, slash, second, again] = tokens.slice(index, index + 4).map(({ text }) => text);
  if (/^(?:(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.\d{2,4})$/.test(number ?? '')) return true;
  return slash === '/' && /^\d{1,4}$/.test(second ?? '') && again === '/';
}

/** `the larger of the two`, `scapholunate interval`: said of this study alone. */
function isOfPicture(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.word ?? '';
  const after = tokens[index + 1]?.word ?? '';
  switch (tokens[index]?.word) {
    case 'larger':
    case 'smaller':
    case 'bigger':
      return /^(?:the|a|two|other|even|and)$/.test(before) || after === 'of' || index === 0;
    case 'interval':
    case 'intervals':
      return /^(?:scapholunate|rotator|lunate|atlanto\w*|dens|dental|time|pr|qt|clavicular|coraco\w*|regular)$/.test(
        before,
      );
    case 'resolution':
      return /^(?:high|-|spatial|low)$/.test(before);
    case 'more':
    case 'less':
      return (
        !/^(?:prominent|conspicuous|extensive|pronounced|marked|dense|evident)$/.test(after) ||
        isOfPlace(tokens, index + 2)
      );
    case 'worse':
    case 'better':
      return isOfPlace(tokens, index + 1) || after === 'seen';
    case 'as':
      return !/^(?:on|before|previously)$/.test(after === 'seen' ? (tokens[index + 2]?.word ?? '') : after);
    case 'last':
      return /^(?:rib|image|slice|two|molar|phalanx|segment)/.test(after);
    default:
      return false;
  }
}

/** `worse on the left` */
function isOfPlace(tokens: readonly Token[], index: number): boolean {
  return /^(?:on|in|at|along|within|posteriorly|anteriorly|laterally|medially|distally|proximally)$/.test(
    tokens[index]?.word ?? '',
  );
}

const whole = new Set(
  (
    'as more less worse better shrunk doubled stable stability new newly since again still ago now interval intervals interim similar similarly unchanged changed prior priors previous earlier last yesterday baseline continued continues ongoing constant remain remains persist persists residual recurrent recurrence increase decrease larger smaller bigger worsening improved improving grown growing growth known enlarging developed developing development evolving evolved evolution cleared clearing resolution ' +
    'neu neue neuer neues neuen weiterhin idem vergleich vorbekannt bekannt bekannte bekannter bekannten bekanntes verlauf zunahme abnahme zunehmend zunehmende zunehmender abnehmend seit gestern gegenuber stabil ' +
    'nouveau nouvelle nouvel connu connue depuis hier anterieur precedent precedente comparativement majoration diminution augmentation regression progression toujours stables ' +
    'nuevo nueva conocido conocida desde previo previa previos previas anteriores disminucion estable ' +
    'nuovo nuova noto nota noti note invariato invariata precedenti rispetto riduzione stabile ' +
    'novo nova conhecido conhecida estavel inalterado ' +
    'nieuw nieuwe bekend bekende eerder eerdere vorig vorige sinds toename afname stabiel'
  ).split(' '),
);
const stems =
  /^(?:increas|decreas|compar|previous|persist|resolv|progress|regress|worsen|improv|redemonstr|recur|grew|heal(?:ing|ed)|subsid|reposition|withdr|remov|unverander|vergleich|vorauf|vorunter|vorbef|progred|regred|rucklauf|konstant|zugenomm|abgenomm|inchang|disparu|inalter|empeor|mejor|invari|immodif|migliora|peggior|onverander|ongewijzig|toegenom|afgenom|vergelek)/;
const known = new Map<string, boolean>();
const mostKnown = 20_000;

function isComparing(word: string): boolean {
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = whole.has(word) || stems.test(word);
  if (known.size < mostKnown) known.set(word, found);
  return found;
}
