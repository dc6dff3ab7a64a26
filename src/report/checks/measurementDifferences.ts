import { t } from '@vscode/l10n';
import type { Mention } from '../reading/statements/mention.ts';
import type { MeasuredSize } from '../reading/statements/measurements.ts';
import type { Size } from '../reading/statements/measurement.ts';
import type { ReportReading } from '../reading/statements/reportReading.ts';
import type { Side } from '../reading/words/lexicon.ts';
import type { MeasuredKind } from '../reading/words/measuredWords.ts';
import type { TextRange } from '../reading/textRange.ts';
import { agrees } from './agreeingSizes.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

/** A size as the check compares it. */
export interface ComparedSize {
  readonly range: TextRange;
  readonly sizes: readonly Size[];
  /** The others only bear out what the Impression says. */
  readonly isExact: boolean;
  readonly kind: MeasuredKind | undefined;
  readonly thingStart: number | undefined;
  readonly sides: readonly Side[];
  readonly organs: readonly string[];
  readonly places: ReadonlySet<string>;
}

/** What of one sentence's sizes is compared: those of today, with a unit. */
export function comparedSizes(sizes: readonly MeasuredSize[]): ComparedSize[] {
  return sizes
    .filter(({ measurement: { unit } }) => unit === 'mm' || unit === 'cm')
    .map(({ measurement, use, thing, thingStart, sides, organs, places, isAdvice, tokens }) => ({
      range: measurement.range,
      sizes: measurement.sizes,
      isExact: use === 'size' && !isAdvice && !isOfOther(tokens[measurement.from - 1]?.word),
      kind: thing?.kind,
      thingStart,
      sides,
      organs,
      places,
    }));
}

/** Names that reports use for one another. */
const lesions: ReadonlySet<MeasuredKind> = new Set<MeasuredKind>([
  'nodule',
  'mass',
  'lesion',
  'tumour',
  'metastasis',
  'meningioma',
  'haemangioma',
  'adenoma',
  'lipoma',
  'cyst',
  'fibroid',
  'opacity',
]);
/** Of these a size says nothing that a report repeats. */
const unsure: ReadonlySet<MeasuredKind> = new Set<MeasuredKind>([
  'wall',
  'vessel',
  'device',
  'place',
  'tendon',
  'segment',
  'gap',
  'neck',
  'cortex',
  'component',
  'calcification',
  'follicle',
  'effusion',
  'node',
]);

/** A finding that the Impression measures otherwise than the Findings. */
export function measurementDifferences(
  text: string,
  { findings, impression }: Pick<ReportReading, 'findings' | 'impression'>,
  found: { readonly findings: readonly ComparedSize[]; readonly impression: readonly ComparedSize[] },
): ReportProblem[] {
  if (found.findings.length === 0 || found.impression.length === 0) return [];
  const described = withMentions(found.findings, findings.mentions);
  const byKind = new Map<MeasuredKind | undefined, ComparedSize[]>();
  for (const one of described) {
    const kind = groupOf(one.kind);
    const list = byKind.get(kind);
    if (list) list.push(one);
    else byKind.set(kind, [one]);
  }
  const seen = new Set<string>();
  return withMentions(found.impression, impression.mentions).flatMap((one) => {
    if (!one.isExact || one.kind === undefined || unsure.has(one.kind)) return [];
    const key = keyOf(one);
    const group = (byKind.get(groupOf(one.kind)) ?? []).slice(0, mostCompared);
    if (seen.has(key)) return [];
    seen.add(key);
    const other = differing(one, group, byKind.get(undefined)?.slice(0, mostCompared) ?? []);
    return other ? [problemOf(text, one, other)] : [];
  });
}

/** A long report does not compare everything with everything. */
const mostCompared = 200;

function keyOf({ kind, sizes, sides, organs, places }: ComparedSize): string {
  return [kind, sizes.map(({ mm }) => mm).join('x'), sides.join('+'), organs.join('+'), [...places].join('+')].join(
    ' ',
  );
}

function groupOf(kind: MeasuredKind | undefined): MeasuredKind | undefined {
  return kind !== undefined && lesions.has(kind) ? 'lesion' : kind;
}

/** The size in the Findings that the Impression should have; undefined where it may have it. */
function differing(
  one: ComparedSize,
  group: readonly ComparedSize[],
  unnamed: readonly ComparedSize[],
): ComparedSize | undefined {
  const near = group.filter((other) => isNear(one, other));
  if ([...near, ...unnamed].some((other) => agrees(one.sizes, other.sizes))) return undefined;
  const exact = near.filter((other) => other.isExact);
  const named = exact.filter(({ kind }) => kind === one.kind);
  const [first, ...rest] = named.length > 0 ? named : exact;
  if (!first || (rest.length > 0 && !isPlaced(one))) return undefined;
  // A mass and a lesion may be two.
  if (first.kind !== one.kind && (group.length > 1 || !(one.kind && lesions.has(one.kind)))) return undefined;
  return rest.some((other) => !isPlaced(other)) ? undefined : first;
}

/** It says where it is: no other of its name is meant. */
function isPlaced({ sides, places }: ComparedSize): boolean {
  return sides.length === 1 || places.size > 0;
}

/** Nothing says that they are two. */
function isNear(one: ComparedSize, other: ComparedSize): boolean {
  return (
    mayShare(one.sides, other.sides) &&
    mayShare(one.organs, other.organs) &&
    mayShare([...one.places], [...other.places])
  );
}

function mayShare(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((item) => other.includes(item));
}

/** A finding's side, organ and part, as the sentence gives them to it. */
function withMentions(sizes: readonly ComparedSize[], mentions: readonly Mention[]): ComparedSize[] {
  const byStart = new Map(mentions.map((mention) => [mention.range.start, mention]));
  return sizes.flatMap((size) => {
    const mention = size.thingStart === undefined ? undefined : byStart.get(size.thingStart);
    if (!mention) return [size];
    if (mention.assertion === 'asked' || mention.assertion === 'past' || mention.assertion === 'denied')
      return [{ ...size, isExact: false }];
    const places = size.places.size > 0 || mention.part === undefined ? size.places : new Set([mention.part]);
    return [
      {
        ...size,
        sides: size.sides.length > 0 ? size.sides : mention.sides,
        organs: size.organs.length > 0 ? size.organs : mention.organs,
        places,
      },
    ];
  });
}

/** `another 5 mm nodule`. */
function isOfOther(word: string | undefined): boolean {
  return word === 'another' || word === 'other' || word === 'additional' || word === 'second';
}

function problemOf(text: string, { range }: ComparedSize, other: ComparedSize): ReportProblem {
  const said = (one: TextRange): string => text.slice(one.start, one.end).replace(/\s+/g, ' ');
  return {
    code: 'measurement-differs',
    range,
    severity: defaultSeverities['measurement-differs'],
    message: t`The Impression says ${said(range)}, the Findings say ${said(other.range)} of what seems to be the same. Check the image, then correct the one that is wrong.`,
  };
}
