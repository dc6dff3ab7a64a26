import assert from 'node:assert/strict';
import type { ColourFrame, MonochromeFrame } from '../../../src/display/frameImage.ts';
import type { ImageHeader } from '../../../src/display/imageHeader.ts';
import type { TagRow } from '../../../src/display/tagTable.ts';
import { ViewerCommandSchema } from '../../../src/protocol/viewer.ts';
import { lossyText, positionLines, stateMarks, subjectText, windowLine } from '../../../webview/viewer/cornerText.ts';
import { KEY_GROUPS, commandFor, keyOf, keyText, labelWithKey } from '../../../webview/viewer/keys.ts';
import { probeAt } from '../../../webview/viewer/probe.ts';
import { dictionaryText, filterTags } from '../../../webview/viewer/tagFilter.ts';
import { initialState, negated, opened, placed } from '../../../webview/viewer/viewerModel.ts';
import { flipped, rotated } from '../../../webview/viewer/viewport.ts';
import { chosenIndex, windowChoices } from '../../../webview/viewer/windowChoices.ts';
import { draggedWindow, tidyWindow, windowNumber } from '../../../webview/viewer/windowDrag.ts';

const ct: MonochromeFrame = {
  kind: 'monochrome',
  rows: 2,
  columns: 3,
  frame: 0,
  pixelAspect: 2,
  spacing: { rowMm: 1, columnMm: 0.5, at: 'patient' },
  orientation: undefined,
  overlays: [],
  notes: [],
  samples: Int16Array.from([0, 1024, 1064, 2000, -2000, 5]),
  modality: { kind: 'linear', slope: 1, intercept: -1024 },
  unit: 'HU',
  inverted: false,
  padding: [-2000, -2000],
  voi: {
    function: 'LINEAR',
    windows: [
      { center: 40, width: 400, explanation: 'SOFT' },
      { center: -600, width: 1500, explanation: undefined },
    ],
    luts: [],
    invalidWindow: false,
  },
};
const colour: ColourFrame = {
  kind: 'colour',
  rows: 1,
  columns: 2,
  frame: 0,
  pixelAspect: 1,
  spacing: undefined,
  orientation: undefined,
  overlays: [],
  notes: [],
  rgb: Uint8Array.of(1, 2, 3, 4, 5, 6),
};

describe('keys of the viewer', () => {
  it('have one command each', () => {
    const keys = KEY_GROUPS.flatMap(({ rows }) => rows.flatMap((row) => row.keys));
    assert.equal(new Set(keys).size, keys.length);
  });

  it('reach everything that the palette can ask for', () => {
    const reached = new Set<string>(KEY_GROUPS.flatMap(({ rows }) => rows.map(({ command }) => command)));
    assert.deepEqual(
      ViewerCommandSchema.options.filter((command) => !reached.has(command)),
      [],
    );
  });

  it('are named by what is pressed', () => {
    const press = (key: string, more = {}): string =>
      keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
    assert.equal(press('r'), 'R');
    assert.equal(press('R', { shiftKey: true }), 'Shift+R');
    assert.equal(press('?', { shiftKey: true }), '?');
    assert.equal(press(' '), 'Space');
    assert.equal(press('ArrowUp', { altKey: true }), 'Alt+ArrowUp');
    assert.equal(press('c', { metaKey: true }), 'Mod+C');
    assert.equal(commandFor(press('7')), 'preset7');
    assert.equal(commandFor(press('r', { ctrlKey: true })), undefined);
  });

  it('are written for people', () => {
    assert.equal(keyText('Alt+ArrowUp'), 'Alt+↑');
    assert.equal(keyText('+'), '+');
    assert.equal(labelWithKey('Fit', 'fit'), 'Fit (F)');
  });
});

describe('windows', () => {
  it('follow a drag: right is wider, down is darker', () => {
    assert.deepEqual(draggedWindow({ center: 40, width: 400 }, { x: 100, y: 50 }, 1024), { center: 140, width: 600 });
    assert.equal(draggedWindow({ center: 40, width: 400 }, { x: -1e6, y: 0 }, 1024).width, 1);
  });

  it('keep the digits that matter', () => {
    assert.deepEqual(tidyWindow({ center: 0.123456, width: 0.5 }, 1), { center: 0.123, width: 0.5 });
    assert.deepEqual(
      ['40', '-600', '0.125', '1.5e-7'].map((text) => windowNumber(Number(text))),
      ['40', '-600', '0.125', '1.5e-7'],
    );
  });

  it('are offered in order: the file’s, by the values, presets on HU', () => {
    const values = {
      range: [0, 10],
      autoWindow: { center: 5, width: 8 },
      fullWindow: { center: 5, width: 11 },
    } as const;
    const choices = windowChoices(ct, values);
    assert.deepEqual(
      choices.slice(0, 5).map(({ name }) => name),
      ['SOFT', "The file's window 2", 'Auto', 'Full range', 'Soft tissue'],
    );
    assert.equal(choices[0]?.voi, undefined);
    assert.deepEqual(choices[1]?.voi, { kind: 'window', center: -600, width: 1500 });
    assert.equal(windowChoices({ ...ct, unit: undefined }, values).length, 4);
    const early = windowChoices(ct, undefined);
    assert.deepEqual(
      early.map(({ name }) => name),
      choices.map(({ name }) => name),
      'a number key means the same before the values are known',
    );
    assert.deepEqual(early.map(({ isPending }) => isPending).slice(0, 5), [false, false, true, true, false]);
    assert.equal(
      chosenIndex(windowChoices({ ...ct, voi: { ...ct.voi, windows: [] } }, undefined), undefined, undefined),
      -1,
    );
    assert.deepEqual(windowChoices(colour, undefined), []);
  });

  it('put VOI LUTs first', () => {
    const lut = { table: { first: 0, entries: Uint16Array.of(0, 255), bits: 8 }, explanation: undefined };
    const choices = windowChoices(
      { ...ct, voi: { ...ct.voi, luts: [lut, { ...lut, explanation: 'BONE' }] } },
      undefined,
    );
    assert.deepEqual(
      choices.slice(0, 3).map(({ name, voi }) => [name, voi?.kind]),
      [
        ['VOI LUT 1', undefined],
        ['BONE', 'lut'],
        ['SOFT', 'window'],
      ],
    );
  });

  it('know which one is in force', () => {
    const choices = windowChoices(ct, undefined);
    assert.equal(chosenIndex(choices, undefined, { center: 40, width: 400 }), 0);
    assert.equal(chosenIndex(choices, { kind: 'window', center: -600, width: 1500 }, undefined), 1);
    assert.equal(chosenIndex(choices, { kind: 'window', center: 1, width: 2 }, { center: 1, width: 2 }), -1);
  });
});

describe('what is written on a picture', () => {
  const header: ImageHeader = {
    format: 'dicom',
    frames: 1,
    columns: 3,
    rows: 2,
    colour: false,
    modality: 'CR',
    bodyPart: 'CHEST',
    viewPosition: 'PA',
    laterality: undefined,
    transferSyntax: undefined,
    frameTimesMs: undefined,
    lossy: { ratio: 12.4, method: undefined },
    burnedIn: undefined,
    phantom: undefined,
    fileSha256: '',
    sopInstanceHash: undefined,
  };

  it('is the subject, the place and how it is shown', () => {
    assert.equal(subjectText(header), 'CR · CHEST PA');
    assert.equal(lossyText(header), 'lossy 12:1');
    assert.equal(lossyText({ ...header, lossy: { ratio: undefined, method: undefined } }), 'lossy');
    const stack = {
      title: 'Jane Doe',
      index: 0,
      items: [
        { id: 'a', name: 'jane-doe.dcm', frames: 3 },
        { id: 'b', name: 'b', frames: 1 },
      ],
    };
    const state = placed(negated(opened(initialState, 'left', stack), 'left', true), 'left', (placement) =>
      flipped(rotated(placement, 90), 'horizontal'),
    );
    assert.deepEqual(positionLines(state.left!), ['Image 1 / 2', 'Frame 1 / 3']);
    assert.deepEqual(stateMarks(state.left!), ['mirrored', 'rotated 270°', 'inverted']);
  });

  it('names the window and its unit', () => {
    assert.equal(
      windowLine(ct, { window: { center: 40, width: 400 }, lut: undefined, source: 'file' }),
      'W 400  L 40 HU',
    );
    assert.equal(
      windowLine(
        { ...ct, voi: { ...ct.voi, function: 'SIGMOID' } },
        { window: { center: 1, width: 2 }, lut: undefined, source: 'user' },
      ),
      'W 2  L 1 HU (sigmoid)',
    );
    assert.equal(windowLine(colour, undefined), 'Colour: no window');
  });

  it('tells the value under the pointer', () => {
    assert.deepEqual(probeAt(ct, { x: 2.5, y: 0.2 }), { x: 2, y: 0, value: '1064 → 40 HU' });
    assert.equal(probeAt(ct, { x: 1, y: 1 })?.value, '-2000 (padding)');
    assert.equal(probeAt(colour, { x: 1, y: 0 })?.value, 'RGB 4, 5, 6');
    assert.equal(probeAt(ct, { x: -0.1, y: 0 }), undefined);
  });

  it('tells the uptake beside the activity, or why there is none', () => {
    const pet: MonochromeFrame = {
      ...ct,
      unit: 'Bq/ml',
      modality: { kind: 'linear', slope: 2.5, intercept: 0 },
      suv: { factor: 0.001 },
    };
    assert.equal(probeAt(pet, { x: 1, y: 0 })?.value, '1024 → 2560 Bq/ml · SUVbw 2.56 g/ml');
    assert.deepEqual(probeAt({ ...pet, suv: { missing: "the file lacks Patient's Weight" } }, { x: 1, y: 0 }), {
      x: 1,
      y: 0,
      value: '1024 → 2560 Bq/ml',
      noSuv: "the file lacks Patient's Weight",
    });
  });
});

describe('search in the tags', () => {
  const row = (path: string, depth: number, name: string, value: string): TagRow => ({
    path,
    depth,
    tag: path.slice(path.lastIndexOf('(')),
    keyword: name.replace(/\W/g, ''),
    name,
    vr: 'LO',
    value,
    multiplicity: '1',
    retired: false,
    profileAction: 'X/Z',
  });
  const rows = [
    row('(0008,0060)', 0, 'Modality', 'CT'),
    row('(0008,1140)', 0, 'Referenced Image Sequence', '1 item'),
    row('(0008,1140)[1].(0008,1150)', 1, 'Referenced SOP Class UID', '1.2.840'),
    row('(0010,0010)', 0, "Patient's Name", 'Doe^Jane'),
  ];

  it('looks at tag, keyword, name and value, all words', () => {
    assert.deepEqual(
      filterTags(rows, 'PATIENT jane').map(({ path }) => path),
      ['(0010,0010)'],
    );
    assert.deepEqual(
      filterTags(rows, '00100010').map(({ path }) => path),
      ['(0010,0010)'],
    );
    assert.deepEqual(filterTags(rows, 'patientsname').length, 1);
    assert.equal(filterTags(rows, ' ').length, 4);
    assert.equal(filterTags(rows, 'nothing').length, 0);
  });

  it('shows the sequence that a match stands in, once', () => {
    assert.deepEqual(
      filterTags(rows, '840').map(({ depth }) => depth),
      [0, 1],
    );
    assert.deepEqual(
      filterTags(rows, 'referenced').map(({ depth }) => depth),
      [0, 1],
    );
  });

  it('explains a row', () => {
    const text = dictionaryText(rows[2]!);
    assert.match(text, /VR LO · VM 1/);
    assert.match(text, /removed, or emptied or replaced by a dummy value by de-identification/);
    assert.match(text, /\(0008,1140\)\[1\]/);
  });
});
