/** The chosen figures in an order in which each uses what the one before left: images that are known by then. */
import type { BenchSession } from './benchSession.ts';
import type { Figure } from './figure.ts';
import { equalOutput } from './figures/equalOutput.ts';
import type { Equality } from './figures/equalOutput.ts';
import { firstToken, firstTokenAhead } from './figures/firstToken.ts';
import { followUpQuestion } from './figures/followUpQuestion.ts';
import { knownImage, knownImageAfterRestart } from './figures/knownImage.ts';
import { manyQuestions } from './figures/manyQuestions.ts';
import { peakMemory } from './figures/peakMemory.ts';
import { rewriting } from './figures/rewriting.ts';
import { stopping } from './figures/stopping.ts';
import { tokenRate } from './figures/tokenRate.ts';

export const figureNames = ['P1', 'P1e', 'P2', 'P3a', 'P3b', 'P4', 'equal', 'P11', 'P9', 'P6', 'P5'] as const;
export type FigureName = (typeof figureNames)[number];

export interface Measured {
  readonly figures: readonly Figure[];
  readonly equality: Equality | undefined;
}

export async function measureFigures(session: BenchSession, only: readonly FigureName[]): Promise<Measured> {
  const figures: Figure[] = [];
  let equality: Equality | undefined;
  let first: Figure | undefined;
  /** What llama-server takes from the start: P1, or measured for those figures that are told beside it. */
  const baseline = async (): Promise<Figure> => (first ??= await firstToken(session));
  const measures: Record<FigureName, () => Promise<Figure | undefined>> = {
    P1: baseline,
    P1e: async () => firstTokenAhead(session, await baseline()),
    P2: () => followUpQuestion(session),
    P3a: () => knownImage(session),
    P3b: async () => knownImageAfterRestart(session, await baseline()),
    P4: () => tokenRate(session),
    equal: async () => {
      equality = await equalOutput(session);
      return undefined;
    },
    P11: () => stopping(session, 30),
    P9: () => peakMemory(session),
    P6: () => rewriting(session),
    P5: () => manyQuestions(session),
  };
  for (const name of figureNames) {
    if (!only.includes(name)) continue;
    session.settings.log(`▸ ${name}`);
    const figure = await measures[name]();
    if (figure !== undefined) figures.push(figure);
  }
  return { figures, equality };
}
