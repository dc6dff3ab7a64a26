import { t } from '@vscode/l10n';
import type { MeasuredSize } from '../reading/statements/measurements.ts';
import type { Token } from '../reading/words/token.ts';
import type { TextRange } from '../reading/textRange.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

const measures =
  /^(measures|measure|measuring|measured|misst|messend|messen|mesure|mesurant|mesurent|mide|miden|midiendo|mede|medem|medindo|misura|misurano|meet|meten)$/;
const vague =
  /^(approximately|approx|about|around|roughly|ca|circa|now|currently|etwa|jetzt|environ|aproximadamente|up|to|at|only|just|a|of|maximal|max|maximally)$/;
const dimension =
  /^(diameter|thickness|length|width|height|depth|calibre|caliber|size|axis|durchmesser|dicke|lange|breite|diametre|epaisseur|diametro|grosor|spessore|espessura|dikte|lengte)$/;
const inDimension =
  /^(diameter|size|thickness|length|width|height|depth|dimensions?|axis|caliber|calibre|greatest|maximal|maximum|largest|longest|short|long|transverse|craniocaudal|anteroposterior|ap|durchmesser|dicke|diametre|diametro)$/;
/** What a number with no unit may be said of. */
const noSize =
  /^(angle|angles|cobb|ratio|index|score|velocity|velocities|volume|attenuation|density|densities|suv|suvmax|hounsfield|hu|pressure|gradient|fraction|grade|stage|dose|kyphosis|lordosis|scoliosis|tilt|slope|inclination|curve|uptake|rate|count|time|age|weight|resistive|pulsatility|ri|pi|psv|edv|psa|stiffness|elastography|angulation|version|anteversion|retroversion|varus|valgus|gestational|ga|afi|value|values|intensity|signal|units|scale|classification|category|percentile|bmi|matrix|slice|section|collimation|increment|winkel|dichte|volumen|angulo|angolo|indice|rapport|quotient|index|lads|rads|temperature|number|series|serie|image|images|reconstruction|reconstructions|bild)$/;
/** `A 3 vessel disease`: no size. */
const counted =
  /^(part|parts|level|levels|column|columns|vessel|week|weeks|month|months|day|days|year|years|hour|hours|grade|segment|segments|stage|zone|percent|view|views|point|points|compartment|compartments|phase|phases|limb|lobe|lobes|type|class|channel|chamber|detector|slice|dimensional|d|cm|mm|of|and|to|or|in)$/;
const noMatrix =
  /^(matrix|array|grid|voxels?|pixels?|gauze|views?|weeks?|times|daily|mode|screen|images?|films?|slices?|acquisition|reconstruction|detector|isotropic)$/;
const follows =
  /^([.,;:()!?|]|in|and|with|at|on|by|previously|compared|thick|wide|across|deep|im|mm|und|de|dans|en|et|y|e|ed|nel|na|no|which|but|arising|located|within|seen|for|non|not|from|without|is|there)$/;
const lesions: ReadonlySet<string> = new Set(
  'nodule mass lesion node cyst stone gallstone polyp aneurysm fibroid tumour adenoma haemangioma meningioma metastasis'.split(
    ' ',
  ),
);

/** A unit for all numbers of a text: `all measurements in mm`, `Size (cm)`. */
const unitForAll =
  /\b(?:in|en|em)\s+(?:the\s+)?(?:mm\b|cm\b|millim|centim|zentim)|[([](?:mm|cm|millimet\w+|centimet\w+)[)\]]|\b(?:unit|units|einheit)\s*[:=]?\s*(?:mm|cm)\b/i;

/** The numbers of one sentence that are a size and have no unit. */
export function sizesWithoutUnit(sizes: readonly MeasuredSize[]): TextRange[] {
  return sizes.filter(isSizeWithoutUnit).map(({ measurement }) => measurement.range);
}

/** Marks what {@link sizesWithoutUnit} found, unless the report gives one unit for all. */
export function measurementUnits(text: string, found: readonly TextRange[]): ReportProblem[] {
  if (found.length === 0 || unitForAll.test(text)) return [];
  return found.map((range) => ({
    code: 'measurement-unit',
    range,
    severity: defaultSeverities['measurement-unit'],
    message: t`"${text.slice(range.start, range.end).replace(/\s+/g, ' ')}" is a size without a unit. Write mm or cm behind it.`,
  }));
}

function isSizeWithoutUnit(size: MeasuredSize): boolean {
  const { measurement, tokens } = size;
  const { from, to, sizes, unit } = measurement;
  if (unit !== undefined) return false;
  const ahead = tokens.slice(Math.max(0, from - 10), from);
  const next = tokens[to];
  const last = ahead.at(-1);
  // `T2`, `3-part`, `1/2`
  if (last && /^[-/–+#=]$/.test(last.text) && tokens[from]?.gap === 'none') return false;
  if (next && next.gap === 'none' && /^([-/–+%°#]|['’])$/.test(next.text)) return false;
  if (ahead.some(({ word }) => noSize.test(word))) return false;
  if (sizes.length > 1) return isArea(size, tokens[to]);
  return (
    isMeasured(ahead, tokens, to) || isInDimension(tokens, to) || isOfDimension(ahead, tokens, to) || isOfLesion(size)
  );
}

/** `14 x 11 nodule`: not the matrix of an image. */
function isArea({ measurement, tokens, thing }: MeasuredSize, next: Token | undefined): boolean {
  const { from, to, sizes } = measurement;
  if (sizes.every(({ mm }) => mm >= 100) || sizes.some(({ mm }) => mm === 0)) return false;
  const around = [...tokens.slice(Math.max(0, from - 3), from), ...tokens.slice(to, to + 3)];
  if (around.some(({ word }) => noMatrix.test(word))) return false;
  const isNoun = next?.kind === 'word' && next.gap === 'space' && !follows.test(next.word);
  return thing !== undefined && thing.kind !== 'device' && (!isNoun || thing.hit !== undefined);
}

/** `measures approximately 8`. */
function isMeasured(ahead: readonly Token[], tokens: readonly Token[], to: number): boolean {
  let index = ahead.length - 1;
  while (index >= 0 && ahead.length - index <= 4 && vague.test(ahead[index]?.word ?? '')) index -= 1;
  return measures.test(ahead[index]?.word ?? '') && endsThere(tokens, to);
}

/** `12 in greatest diameter`. */
function isInDimension(tokens: readonly Token[], to: number): boolean {
  return (
    /^(in|im|de|di|en|of)$/.test(tokens[to]?.word ?? '') &&
    tokens.slice(to + 1, to + 3).some(({ word }) => inDimension.test(word)) &&
    tokens.slice(to + 1, to + 5).some(({ word }) => dimension.test(word) || /^dimensions?$/.test(word))
  );
}

/** `thickness of 14`, `diameter: 7`. */
function isOfDimension(ahead: readonly Token[], tokens: readonly Token[], to: number): boolean {
  let index = ahead.length - 1;
  let joined = false;
  while (index >= 0 && ahead.length - index <= 4) {
    const { word = '', text = '' } = ahead[index] ?? {};
    if (!vague.test(word) && !/^(is|was|von|de|di|ist|est|es|:|=)$/.test(word) && text !== ':') break;
    joined = true;
    index -= 1;
  }
  const word = ahead[index]?.word ?? '';
  return dimension.test(word) && (joined || !/^(size|length)$/.test(word)) && endsThere(tokens, to);
}

/** `a 22 lesion`, `nodule of 9`. */
function isOfLesion({ measurement, tokens, thing }: MeasuredSize): boolean {
  const { from, to, sizes } = measurement;
  if (!thing?.hit || !lesions.has(thing.kind) || (sizes[0]?.mm ?? 0) < 2) return false;
  const last = tokens[from - 1]?.word ?? '';
  const { hit } = thing;
  if (hit.from >= to)
    return (
      /^(a|an|ein|eine|un|une|una|uma|een)$/.test(last) &&
      hit.from - to <= 3 &&
      !/[^su]s$/.test(tokens[hit.to - 1]?.word ?? '') &&
      tokens.slice(to, hit.from).every(({ word, kind }) => kind === 'word' && !counted.test(word))
    );
  return hit.to === from - 1 && /^(of|von|de|di)$/.test(last) && endsThere(tokens, to) && tokens[to]?.word !== 'and';
}

/** No noun follows that the number may count. */
function endsThere(tokens: readonly Token[], to: number): boolean {
  const next = tokens[to];
  if (!next || next.gap === 'blank') return true;
  // Inches.
  if (next.word === 'in' && !/^(?:\p{L}|(?:19|20)\d\d$)/u.test(tokens[to + 1]?.text ?? '')) return false;
  return (
    follows.test(next.word) &&
    !(next.text === '.' && tokens[to + 1]?.kind === 'number' && tokens[to + 1]?.gap === 'none')
  );
}
