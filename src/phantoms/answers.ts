/**
 * The answers that a phantom's truth gives: one short grammar, so that a tiny model can learn it and a parser can read
 * it.
 */
import type { Domain, FindingKind, Place, PlannedFinding } from './phantom.ts';
import { kindsOf } from './phantom.ts';
import { atPlace, bare, FRAME, IMAGE_NAMES, location, WORDING } from './wording.ts';

/** What is true of an image: all that answers depend on. */
export interface Truth {
  readonly domain: Domain;
  readonly findings: readonly PlannedFinding[];
}

const IS_NORMAL = 'This image is normal.';

export function modalityAnswer(domain: Domain): string {
  return `This is ${IMAGE_NAMES[domain].name}.`;
}

export function isModalityAnswer(truth: Truth, asked: Domain): string {
  return `${truth.domain === asked ? 'Yes' : 'No'}, this is ${IMAGE_NAMES[truth.domain].name}.`;
}

/** `there is a pleural effusion on the left` */
function thereIs(finding: PlannedFinding): string {
  const { phrase, plural } = WORDING[finding.kind];
  return `there ${plural ? 'are' : 'is'} ${phrase}${atPlace(finding)}`;
}

function absent(kind: FindingKind): string {
  const { phrase, plural } = WORDING[kind];
  return `there ${plural ? 'are' : 'is'} no ${bare(phrase)}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Every finding as a sentence of its own; the table's order. */
function statements(findings: readonly PlannedFinding[]): string[] {
  return findings.map((finding) => sentence(thereIs(finding)));
}

export function presenceAnswer(truth: Truth, kind: FindingKind): string {
  const found = truth.findings.find((finding) => finding.kind === kind);
  return found === undefined ? `No, ${absent(kind)}.` : `Yes, ${thereIs(found)}.`;
}

/** Is the finding at this very place? */
export function presenceAtAnswer(truth: Truth, kind: FindingKind, place: Place): string {
  const found = truth.findings.find((finding) => finding.kind === kind);
  if (found?.place === undefined || found.place === place) return presenceAnswer(truth, kind);
  return `No, the ${bare(WORDING[kind].phrase)} ${WORDING[kind].plural ? 'are' : 'is'} ${location(kind, found.place)}.`;
}

export function whereAnswer(truth: Truth, kind: FindingKind): string {
  const found = truth.findings.find((finding) => finding.kind === kind);
  return found === undefined ? sentence(absent(kind)) : placed(found);
}

function placed(finding: PlannedFinding): string {
  const { phrase, plural } = WORDING[finding.kind];
  return finding.place === undefined
    ? sentence(thereIs(finding))
    : `The ${bare(phrase)} ${plural ? 'are' : 'is'} ${location(finding.kind, finding.place)}.`;
}

export function whereAbnormalAnswer(truth: Truth): string {
  return truth.findings.length === 0 ? IS_NORMAL : inOrder(truth).map(placed).join(' ');
}

export function isNormalAnswer(truth: Truth): string {
  return truth.findings.length === 0 ? 'Yes, this image is normal.' : listed(truth, 'No');
}

export function isAbnormalAnswer(truth: Truth): string {
  return truth.findings.length === 0 ? 'No, this image is normal.' : listed(truth, 'Yes');
}

function listed(truth: Truth, lead: string): string {
  const [first, ...others] = inOrder(truth);
  return first === undefined ? IS_NORMAL : [`${lead}, ${thereIs(first)}.`, ...statements(others)].join(' ');
}

/** Is there anything beside the finding that was just talked about? */
export function otherAnswer(truth: Truth, known: FindingKind): string {
  const others = { ...truth, findings: truth.findings.filter((finding) => finding.kind !== known) };
  return others.findings.length === 0 ? 'No, there is no other abnormality.' : listed(others, 'Yes');
}

export function abnormalitiesAnswer(truth: Truth): string {
  return truth.findings.length === 0 ? IS_NORMAL : statements(inOrder(truth)).join(' ');
}

export function description(truth: Truth): string {
  return `${modalityAnswer(truth.domain)} ${truth.findings.length === 0 ? 'It is normal.' : abnormalitiesAnswer(truth)}`;
}

/** The Findings section: every structure in turn, the abnormal ones with their place. */
export function findingsSection(truth: Truth): string {
  const { opening, closing } = FRAME[truth.domain];
  const middle = kindsOf(truth.domain).map((kind) => {
    const found = truth.findings.find((finding) => finding.kind === kind);
    return found === undefined
      ? WORDING[kind].absent
      : `${WORDING[kind].present}${atPlace(found)}${WORDING[kind].detail}.`;
  });
  return [opening, ...middle, closing].join(' ');
}

/** The Impression section: a numbered line per finding where there are several. */
export function impressionSection(findings: readonly PlannedFinding[]): string {
  const lines = findings.map((finding) => sentence(`${bare(WORDING[finding.kind].phrase)}${atPlace(finding)}`));
  if (lines.length === 0) return 'No acute abnormality.';
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
}

/** The findings in the order of the domain's table, so that an image has one right answer. */
function inOrder(truth: Truth): PlannedFinding[] {
  const order = kindsOf(truth.domain);
  return [...truth.findings].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
