import { MeasurementReader } from '../reading/statements/measurements.ts';
import type { ReportReading } from '../reading/statements/reportReading.ts';
import type { Sentence } from '../reading/statements/sentence.ts';
import type { TextRange } from '../reading/textRange.ts';
import { comparedSizes, measurementDifferences, type ComparedSize } from './measurementDifferences.ts';
import { impossibleSizes, measurementSizes, type ImpossibleSize } from './measurementSizes.ts';
import { measurementUnits, sizesWithoutUnit } from './measurementUnits.ts';
import type { ReportProblem } from './reportProblem.ts';

/** The checks that read sizes: without a unit, impossible, another in the Impression than in the Findings. */
export class MeasurementProblems {
  readonly #text: string;
  readonly #readers = { findings: new MeasurementReader(), impression: new MeasurementReader() };
  readonly #compared: { readonly findings: ComparedSize[]; readonly impression: ComparedSize[] } = {
    findings: [],
    impression: [],
  };
  readonly #bare: TextRange[] = [];
  readonly #impossible: ImpossibleSize[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(sentence: Sentence, kind: 'findings' | 'impression'): void {
    const sizes = this.#readers[kind].read(this.#text, sentence);
    if (sizes.length === 0) return;
    this.#compared[kind].push(...comparedSizes(sizes));
    this.#bare.push(...sizesWithoutUnit(sizes));
    this.#impossible.push(...impossibleSizes(this.#text, sizes));
  }

  problems(reading: ReportReading): ReportProblem[] {
    return [
      ...measurementUnits(this.#text, this.#bare),
      ...measurementSizes(this.#impossible),
      ...measurementDifferences(this.#text, reading, this.#compared),
    ];
  }
}
