import { t } from '@vscode/l10n';
import type { MeasuredSize } from '../reading/statements/measurements.ts';
import type { TextRange } from '../reading/textRange.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';
import { lungNodule, sizeLimits, type SizeLimit } from './sizeLimits.ts';

/** A size that its organ cannot have. */
export interface ImpossibleSize {
  readonly range: TextRange;
  readonly message: string;
}

const along =
  /^(length|long|lange|langlich|longueur|longitud|lunghezza|comprimento|lang|extent|extending|extends|over|course|tract|height)$/;
const across =
  /^(diameter|diametre|diametro|durchmesser|caliber|calibre|width|wide|thick|thickness|dilat\w*|ectatic|aneurysm\w*|erweitert\w*|distended|short)$/;
const others =
  /^(mucocele|cystadenoma|conglomerate|bulky|matted|fetal|fetus|foetal|fetuses|newborn|neonate|neonatal|weeks|gestation|accessory|splenule|splenunculus|atrophic|transplant|remnant|dysplastic|hypoplastic|choledochal|varix)$/;

/** Sizes beyond what is possible, of one sentence. */
export function impossibleSizes(text: string, sizes: readonly MeasuredSize[]): ImpossibleSize[] {
  return sizes.flatMap((size) => {
    const message = faultOf(text, size);
    return message === undefined ? [] : [{ range: size.measurement.range, message }];
  });
}

/** Marks them. */
export function measurementSizes(found: readonly ImpossibleSize[]): ReportProblem[] {
  return found.map(({ range, message }) => ({
    code: 'measurement-size',
    range,
    severity: defaultSeverities['measurement-size'],
    message,
  }));
}

function faultOf(text: string, size: MeasuredSize): string | undefined {
  const { measurement, thing, use, tokens } = size;
  if ((measurement.unit !== 'mm' && measurement.unit !== 'cm') || use === 'distance' || use === 'difference')
    return undefined;
  const limit = limitOf(size);
  if (!thing || !limit || tokens.some(({ word }) => others.test(word))) return undefined;
  const greatest = Math.max(...measurement.sizes.map(({ mm }) => mm));
  const written = text.slice(measurement.range.start, measurement.range.end).replace(/\s+/g, ' ');
  if (greatest > limit.mostMm && !(limit.isAcross && isLength(size)))
    return t`${written} is more than a ${limit.name()} can have. Check the number and its unit.`;
  const isTooSmall = use === 'size' && thing.isDirect && measurement.unit === 'mm' && greatest < (limit.leastMm ?? 0);
  return isTooSmall && greatest > 0
    ? t`${written} is less than a ${limit.name()} can have. Check the number and its unit.`
    : undefined;
}

function limitOf({ thing, organs }: MeasuredSize): SizeLimit | undefined {
  if (!thing) return undefined;
  if (thing.kind === 'nodule' && organs.includes('lung')) return lungNodule;
  return sizeLimits[thing.kind];
}

/** `9 cm long`, `over 12 cm`: not across. */
function isLength({ measurement: { from, to }, tokens }: MeasuredSize): boolean {
  const near = tokens.slice(Math.max(0, from - 5), to + 4);
  return near.some(({ word }) => along.test(word)) && !near.some(({ word }) => across.test(word));
}
