import { t } from '@vscode/l10n';
import { nothing, unnamed, type LevelledFinding, type PlacedLevel } from '../reading/statements/levelledFindings.ts';
import { sharesLevel } from '../reading/statements/levels.ts';
import type { TextRange } from '../reading/textRange.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';
import { unfilledFields } from './unfilledFields.ts';

/** A numbered level in the Impression where the Findings give that finding to other levels only. */
export function levelProblems(
  text: string,
  findings: readonly LevelledFinding[],
  impression: readonly LevelledFinding[],
): ReportProblem[] {
  const isUnfilled = unfilledFields(text);
  const byFamily = new Map<string, Found>();
  for (const one of findings) {
    if (!isHeld(one) || one.family === unnamed || one.family === nothing) continue;
    const found = byFamily.get(one.family) ?? { levels: new Map<string, PlacedLevel>(), isMany: false };
    for (const level of one.levels) found.levels.set(keyOf(level), level);
    byFamily.set(one.family, {
      ...found,
      isMany: found.isMany || (one.isMany && one.levels.length === 0) || isOpen(one, isUnfilled),
    });
  }
  const marked = new Map<number, ReportProblem>();
  for (const one of impression) {
    const found = byFamily.get(one.family);
    const levels = isOpen(one, isUnfilled) ? [] : one.levels.filter(({ isVague }) => !isVague);
    const [first] = levels;
    if (one.isMany || !first || !isHeld(one) || marked.has(first.range.start)) continue;
    if (!found) {
      const other = lesions.has(one.family) ? onlyLesion(findings, isUnfilled) : undefined;
      if (other && levels.every((level) => isUnnamed(level, findings)))
        marked.set(first.range.start, problemOf(text, one, first, [other]));
      continue;
    }
    if (found.isMany) continue;
    const near = [...found.levels.values()].filter(({ system }) => system === first.system);
    const sure = near.filter((level) => !level.isVague && sharesSide(level, first));
    // The same lobe of the other side is a matter of sides.
    if (sure.length === 0 || levels.some((level) => near.some((other) => sharesLevel(level, other)))) continue;
    marked.set(first.range.start, problemOf(text, one, first, sure));
  }
  return [...marked.values()];
}

/** What an Impression may call a lesion that the Findings describe by another name, or by none. */
const lesions = new Set(['mass', 'haemangioma', 'cyst', 'abscess', unnamed]);

/** The segment of the one lesion that the Findings give a segment to. */
function onlyLesion(
  findings: readonly LevelledFinding[],
  isUnfilled: (range: TextRange) => boolean,
): PlacedLevel | undefined {
  const held = findings.filter((one) => lesions.has(one.family) && isHeld(one));
  if (held.some((one) => one.isMany || isOpen(one, isUnfilled))) return undefined;
  const levels = held.flatMap((one) => one.levels.filter(({ system }) => system === 'segment'));
  const [only] = levels;
  return only && levels.every(({ first, last }) => first === only.first && last === only.last) ? only : undefined;
}

/** A segment that the Findings do not speak of. */
function isUnnamed(level: PlacedLevel, findings: readonly LevelledFinding[]): boolean {
  return level.system === 'segment' && !findings.some((one) => one.levels.some((other) => sharesLevel(level, other)));
}

/** It, or its level, is still to be chosen. */
function isOpen({ range, levels }: LevelledFinding, isUnfilled: (range: TextRange) => boolean): boolean {
  return isUnfilled(range) || levels.some((level) => isUnfilled(level.range));
}

interface Found {
  readonly levels: Map<string, PlacedLevel>;
  readonly isMany: boolean;
}

function problemOf(
  text: string,
  { range }: LevelledFinding,
  level: PlacedLevel,
  found: readonly PlacedLevel[],
): ReportProblem {
  const words = (one: { readonly start: number; readonly end: number }): string =>
    text.slice(one.start, one.end).replace(/\s+/g, ' ');
  const inFindings = [...new Set(found.map((one) => words(one.range)))].slice(0, 4).join(', ');
  return {
    code: 'level',
    range: level.range,
    severity: defaultSeverities.level,
    message: t`The Impression says ${words(level.range)}, the Findings say ${inFindings} (${words(range)}). Check the image, then correct the one that is wrong.`,
  };
}

function isHeld({ assertion }: LevelledFinding): boolean {
  return assertion === 'affirmed' || assertion === 'uncertain';
}

function sharesSide(one: PlacedLevel, other: PlacedLevel): boolean {
  return one.side === undefined || other.side === undefined || one.side === other.side;
}

/** A long report says the same of few levels. */
function keyOf({ system, first, last, side, isVague }: PlacedLevel): string {
  return `${system} ${first} ${last} ${side ?? ''} ${isVague ? '~' : ''}`;
}
