/** Counts of right and wrong statements, and what is made of them. Figures are 0 to 1; undefined where 0 is divided by 0. */
export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export interface CountedScores extends Counts {
  /** Undefined where nothing was said. */
  readonly precision: number | undefined;
  /** Undefined where there was nothing to say. */
  readonly recall: number | undefined;
  /** Undefined where neither was. */
  readonly f1: number | undefined;
}

export function scoresOf({ truePositives, falsePositives, falseNegatives }: Counts): CountedScores {
  const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

export function sumOf(all: readonly Counts[]): Counts {
  const sum = (name: keyof Counts): number => all.reduce((total, one) => total + one[name], 0);
  return {
    truePositives: sum('truePositives'),
    falsePositives: sum('falsePositives'),
    falseNegatives: sum('falseNegatives'),
  };
}

export interface Averages {
  /** Of the sums: every statement counts alike. */
  readonly micro: CountedScores;
  /** Mean of the F1 values: every observation counts alike. Undefined where none has one. */
  readonly macroF1: number | undefined;
  /** Of how many; an observation that neither side ever states has no F1 and is left out. */
  readonly macroOf: number;
}

export function averagesOf(all: readonly Counts[]): Averages {
  const values = all.map((one) => scoresOf(one).f1).filter((value) => value !== undefined);
  return {
    micro: scoresOf(sumOf(all)),
    macroF1: values.length === 0 ? undefined : values.reduce((total, one) => total + one, 0) / values.length,
    macroOf: values.length,
  };
}
