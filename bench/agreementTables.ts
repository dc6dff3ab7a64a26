/** What `bench/agreement` has found out, as tables in Markdown. */
import { MEASURES, type Measure } from '../src/evaluation/demoItems.ts';

/** A question asked several times; the answer that counts is the first of the largest group. */
export interface Sampled {
  readonly measure: Measure;
  /** Answers in the largest group. */
  readonly agreeing: number;
  readonly right: boolean;
}

/** The likelier of yes and no: how likely, 0 to 1, and whether it is right. */
export interface Chosen {
  readonly probability: number;
  readonly right: boolean;
}

const HEADINGS: Readonly<Record<Measure, string>> = {
  modality: 'modality',
  yesNo: 'yes/no',
  place: 'side or zone',
  findings: 'Findings',
};
/** Probabilities: from the first on, below the second. */
const BINS = [
  ['below 0.6', 0, 0.6],
  ['0.6 to 0.8', 0.6, 0.8],
  ['0.8 to 0.95', 0.8, 0.95],
  ['0.95 and above', 0.95, Infinity],
] as const;

/** How often the answer is right, by how many of `times` said the same. */
export function agreementTable(sampled: readonly Sampled[], times: number): string {
  const row = (name: string, belongs: (agreeing: number) => boolean): readonly string[] => {
    const of = sampled.filter(({ agreeing }) => belongs(agreeing));
    const byMeasure = MEASURES.map((measure) => rightOf(of.filter((one) => one.measure === measure)));
    return [name, String(of.length), percentRight(of), ...byMeasure];
  };
  return table([
    ['say the same', 'questions', 'right', ...MEASURES.map((measure) => HEADINGS[measure])],
    row(`${String(times)} of ${String(times)}`, (agreeing) => agreeing === times),
    row(`${String(times - 1)} of ${String(times)}`, (agreeing) => agreeing === times - 1),
    row(`${String(times - 2)} or fewer`, (agreeing) => agreeing < times - 1),
    row('not all', (agreeing) => agreeing < times),
    row('all questions', () => true),
  ]);
}

/** How often the likelier of yes and no is right, by its probability, and the expected calibration error. */
export function chancesTable(chosen: readonly Chosen[]): string {
  const row = (name: string, from: number, to: number): readonly string[] => {
    const of = within(chosen, from, to);
    return [name, String(of.length), of.length === 0 ? '' : meanProbability(of).toFixed(3), percentRight(of)];
  };
  const rows = BINS.map(([name, from, to]) => row(name, from, to));
  return `${table([
    ['probability of the likelier', 'questions', 'its mean', 'right'],
    ...rows,
    row('all questions', 0, Infinity),
  ])}\n\nExpected calibration error: ${calibrationError(chosen).toFixed(3)}`;
}

/** Over ten bins of equal width (Guo et al., On Calibration of Modern Neural Networks, 2017); 0 is best. */
function calibrationError(chosen: readonly Chosen[]): number {
  return Array.from({ length: 10 }, (_, bin) => within(chosen, bin / 10, bin === 9 ? Infinity : (bin + 1) / 10))
    .filter((of) => of.length > 0)
    .reduce((sum, of) => sum + (of.length / chosen.length) * Math.abs(meanProbability(of) - shareRight(of)), 0);
}

function within(chosen: readonly Chosen[], from: number, to: number): readonly Chosen[] {
  return chosen.filter(({ probability }) => probability >= from && probability < to);
}

function meanProbability(of: readonly Chosen[]): number {
  return of.reduce((sum, { probability }) => sum + probability, 0) / of.length;
}

function shareRight(of: readonly { readonly right: boolean }[]): number {
  return of.filter(({ right }) => right).length / of.length;
}

function percentRight(of: readonly { readonly right: boolean }[]): string {
  return of.length === 0 ? '' : `${(100 * shareRight(of)).toFixed(1)} %`;
}

function rightOf(of: readonly { readonly right: boolean }[]): string {
  return of.length === 0 ? '' : `${String(of.filter(({ right }) => right).length)} of ${String(of.length)}`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, place) => (place === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
