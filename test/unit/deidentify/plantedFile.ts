/**
 * A DICOM image that holds a value of its own, found nowhere else, in every attribute of PS3.15 Table E.1-1: at the
 * top, in functional groups, in sequences as deep as three, in sequences that hide in UN elements, and in private ones;
 * besides, in the preamble and the file meta information.
 */
import { deflateRawSync } from 'node:zlib';
import { loadDataDictionary } from '../../../src/imaging/dicom/dataSet/dataDictionary.ts';
import { PROFILE_ENTRIES, type ProfileEntry } from '../../../src/imaging/deidentify/basicProfile.ts';
import { encodeElements, imageElements, pixelBytes, SYNTAX, type BuilderElement } from '../imaging/dicomBuilder.ts';

export interface Planted {
  /** As it stands in the bytes, ASCII. */
  readonly value: string;
  readonly kind: 'text' | 'date' | 'time' | 'uid';
  /** e.g. `00100010 in a private sequence`. */
  readonly where: string;
  /** Undefined for what the table does not speak of. */
  readonly entry: ProfileEntry | undefined;
}

export interface PlantedFile {
  readonly bytes: Uint8Array;
  readonly planted: readonly Planted[];
  /** Attributes of the table that got a value. */
  readonly tags: ReadonlySet<string>;
  readonly pixels: Uint8Array;
}

export type PlantedSyntax = 'explicitLE' | 'implicitLE' | 'explicitBE' | 'deflatedLE';

const COLUMNS = 4;
const PIXELS = Uint8Array.from({ length: 16 }, (_, i) => i * 16 + 3);
const TEXT_VRS = new Set(['AE', 'CS', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);
/** Written by the fixture itself at the top level. */
const AT_THE_TOP = new Set(['00080018', '00020003']);

export async function plantedFile(syntax: PlantedSyntax): Promise<PlantedFile> {
  const planter = await Planter.create(syntax);
  const nested = planter.place('in a nested sequence');
  const more: BuilderElement[] = [
    ['00080018', 'UI', planter.uid('00080018 at the top', PROFILE_ENTRIES.get('00080018'))],
    ...planter.place('at the top').filter(([tag]) => !AT_THE_TOP.has(tag)),
    // Standard sequences that the table does not speak of: their items are treated one by one.
    ['00081115', 'SQ', { items: [[['00081199', 'SQ', { items: [nested, planter.place('in a second item')] }]]] }],
    ...planter.hidden(),
    ['52009229', 'SQ', { items: [planter.place('in the shared functional groups')] }],
    [
      '52009230',
      'SQ',
      { items: [[['00209111', 'SQ', { items: [planter.place('in a per-frame functional group')] }]]] },
    ],
  ];
  // One place may bring what another brought as well: the first stays.
  const unique = [...new Map(more.map((element) => [element[0], element])).values()];
  const elements = imageElements({ rows: 4, columns: COLUMNS, more: unique }, pixelBytes(PIXELS));
  const trailing: BuilderElement = ['fffcfffc', 'OB', Buffer.from(planter.text('fffcfffc at the end'))];
  const explicit = syntax !== 'implicitLE';
  const bigEndian = syntax === 'explicitBE';
  const dataSet = encodeElements(
    [
      ...elements.filter(([tag]) => tag !== 'fffcfffc' && tag !== 'fffafffa'),
      ...elements.filter(([tag]) => tag === 'fffafffa'),
      trailing,
    ],
    explicit,
    bigEndian,
  );
  const meta: BuilderElement[] = [
    ['00020002', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00020003', 'UI', planter.uid('00020003 in the file meta information')],
    ['00020010', 'UI', SYNTAX[syntax]],
    ['00020016', 'AE', planter.text('00020016 in the file meta information').slice(0, 16)],
    ['00020100', 'UI', planter.uid('00020100 in the file meta information')],
    ['00020102', 'OB', Buffer.from(planter.text('00020102 in the file meta information'))],
  ];
  const group = encodeElements(meta, true, false);
  const preamble = Buffer.alloc(128);
  preamble.write(planter.text('the preamble'));
  const length = encodeElements([['00020000', 'UL', [group.length]]], true, false);
  return {
    bytes: Buffer.concat([
      preamble,
      Buffer.from('DICM'),
      length,
      group,
      syntax === 'deflatedLE' ? even(deflateRawSync(dataSet)) : dataSet,
    ]),
    planted: planter.planted,
    tags: planter.tags,
    pixels: PIXELS,
  };
}

function even(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
}

class Planter {
  readonly planted: Planted[] = [];
  readonly tags = new Set<string>();
  readonly #vrOf: (tag: string) => string | undefined;
  readonly #implicit: boolean;

  private constructor(syntax: PlantedSyntax, vrOf: (tag: string) => string | undefined) {
    this.#vrOf = vrOf;
    this.#implicit = syntax === 'implicitLE';
  }

  static async create(syntax: PlantedSyntax): Promise<Planter> {
    const dictionary = await loadDataDictionary();
    return new Planter(syntax, (tag) => dictionary(parseInt(tag, 16))?.vr);
  }

  /** Every attribute of the table, with values that belong to this place. */
  place(where: string): BuilderElement[] {
    const elements = [...PROFILE_ENTRIES].flatMap(([tag, entry]) =>
      this.#concrete(tag).map((each) => this.#element(each, where, entry)),
    );
    // As an old file has them: persons, dates and free text that the table does not speak of.
    elements.push(
      // By their names, since their VRs say nothing: dates in other calendars, comments, travel papers.
      ['00100033', 'LO', this.text(`00100033 ${where}`)],
      ['00100034', 'LO', this.text(`00100034 ${where}`)],
      ['30040006', 'LO', this.text(`30040006 ${where}`)],
      ['4010101a', 'SH', this.text(`4010101a ${where}`)],
      ['00142006', 'PN', this.text(`00142006 ${where}`)],
      ['00281351', 'ST', this.text(`00281351 ${where}`)],
      ['00081167', 'UI', this.uid(`00081167 ${where}`)],
    );
    return elements.sort(([a], [b]) => a.localeCompare(b));
  }

  /** Sequences in disguise. */
  hidden(): BuilderElement[] {
    const unknown = this.#unknownSequence(this.place('in a sequence that is written as UN'));
    const inPrivate = this.place('in a private sequence');
    return [
      ['00081250', 'UN', unknown],
      ['00090010', 'LO', this.text('00090010, a private creator')],
      ['00091001', 'LO', this.text('00091001, a private text')],
      this.#implicit
        ? ['00091002', 'UN', this.#unknownSequence(inPrivate)]
        : ['00091002', 'SQ', { items: [inPrivate] }],
      ['00091003', 'UN', this.#unknownSequence(this.place('in a private sequence that is written as UN'))],
      ['00091004', 'UN', Buffer.from(this.text('00091004, private bytes'))],
      // An attribute that no dictionary knows, and a known sequence whose bytes are none: in an implicit file that is a
      // fault.
      ['0008fff1', 'UN', Buffer.from(this.text('0008fff1, an unknown attribute'))],
      ...(this.#implicit
        ? []
        : [['00081140', 'UN', Buffer.from(this.text('00081140, a sequence that holds bytes'))] as const]),
    ];
  }

  text(where: string, entry?: ProfileEntry): string {
    return this.#note(`Q${this.#number()}Z`, 'text', where, entry);
  }

  uid(where: string, entry?: ProfileEntry): string {
    return this.#note(`1.2.826.0.1.3680043.8.498.77${this.#number()}`, 'uid', where, entry);
  }

  #note(value: string, kind: Planted['kind'], where: string, entry: ProfileEntry | undefined): string {
    this.planted.push({ value, kind, where, entry });
    return value;
  }

  /** Five digits, another each time. */
  #number(): string {
    return String(10_000 + this.planted.length);
  }

  #concrete(tag: string): string[] {
    if (tag === 'private') return ['00110010', '00111001'];
    if (tag === '50xxxxxx') return ['50003000', '50100022'];
    if (tag.startsWith('60xx')) return [`6000${tag.slice(4)}`, `601e${tag.slice(4)}`];
    // Commands, file meta information and directory records belong elsewhere; they are planted there too.
    return [tag];
  }

  #element(tag: string, where: string, entry: ProfileEntry): BuilderElement {
    this.tags.add(tag);
    const place = `${tag} ${where}`;
    const vr = this.#vrOf(tag) ?? 'LO';
    switch (vr) {
      case 'SQ':
        return [
          tag,
          'SQ',
          {
            items: [
              [
                ['00081155', 'UI', this.uid(`${place}, in its item`, PROFILE_ENTRIES.get('00081155'))],
                ['00091001', 'LO', this.text(`${place}, private in its item`, entry)],
                ['00100010', 'PN', this.text(`${place}, a name in its item`, PROFILE_ENTRIES.get('00100010'))],
              ],
            ],
          },
        ];
      case 'UI':
        return [tag, vr, this.uid(place, entry)];
      case 'DA':
        return [tag, vr, this.#date(place, entry)];
      case 'DT':
        return [tag, vr, `${this.#date(place, entry)}1234`];
      case 'TM':
        return [tag, vr, this.#note(`1234${50 + (this.planted.length % 10)}.4${this.#number()}`, 'time', place, entry)];
      case 'AS':
        return [tag, vr, this.#note(`${100 + (this.planted.length % 899)}W`, 'text', place, entry)];
      case 'DS':
      case 'IS':
        return [tag, vr, this.#note(`-731${this.#number()}`, 'text', place, entry)];
      case 'US':
        // Two bytes are found anywhere: that the attribute is gone is looked at by its tag.
        return [tag, vr, [0xa55a]];
      case 'OB':
      case 'UN':
      case 'OW':
        return [tag, vr, this.#words(this.text(place, entry))];
      default:
        if (!TEXT_VRS.has(vr)) throw new Error(`No value is planted for ${tag} of VR ${vr}.`);
        return [tag, vr, this.text(place, entry)];
    }
  }

  /** All the same day of the week: moved by another number of days than weeks, none becomes one of the others. */
  #date(where: string, entry: ProfileEntry): string {
    const day = new Date(Date.UTC(1931, 0, 1) + this.planted.length * 7 * 86_400_000);
    return this.#note(day.toISOString().slice(0, 10).replaceAll('-', ''), 'date', where, entry);
  }

  #words(text: string): Uint8Array {
    return Buffer.from(text.length % 2 === 0 ? text : `${text} `);
  }

  /** One item, implicit VR little endian whatever the file is (PS3.5 section 6.2.2). */
  #unknownSequence(elements: readonly BuilderElement[]): Uint8Array {
    const sequence = encodeElements([['00081250', 'SQ', { items: [elements] }]], false, false);
    return sequence.subarray(8);
  }
}
