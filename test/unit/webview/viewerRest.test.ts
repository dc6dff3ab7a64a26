/** What the host and the editor are told while one leafs through, plays, and rests; and that corner words can be read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import type { Stack } from '../../../src/protocol/viewer.ts';
import { RestingView } from '../../../webview/viewer/restingView.ts';
import { type ViewerState, initialState, opened, wentTo } from '../../../webview/viewer/viewerModel.ts';

const loop: Stack = { title: 'loop', items: [{ id: 'loop', name: 'loop.dcm', frames: 30 }], index: 0 };

describe('resting view', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('tells the host of the frame while a loop plays, and the editor only when it rests', () => {
    let state: ViewerState = opened(initialState, 'left', loop);
    const viewing: number[] = [];
    let rests = 0;
    const view = new RestingView({
      onRest: () => rests++,
      onViewing: (_pane, { frame }) => viewing.push(frame),
    });
    for (let frame = 0; frame < 20; frame++) {
      state = wentTo(state, 'left', frame);
      view.moved(() => state);
      mock.timers.tick(40);
    }
    assert.ok(viewing.length >= 4, `it was told ${String(viewing.length)} times in 800 ms`);
    assert.equal(rests, 0);
    mock.timers.tick(150);
    assert.equal(viewing.at(-1), 19);
    assert.equal(rests, 1);
  });
});

describe('words in the corners of a film', () => {
  it('have a contrast of at least 4.5 to 1 over white pixels', () => {
    const css = readFileSync(join(import.meta.dirname, '../../../webview/viewer/pane.css'), 'utf8');
    const black = /\.corner span \{[^}]*background: rgb\(0 0 0 \/ (\d+)%\)/u.exec(css)?.[1];
    const behind = luminance(Array<number>(3).fill(255 * (1 - Number(black) / 100)));
    const colours = [
      /\.pane \{[^}]*\bcolor: #(\w{6})/u,
      /\.corner \.warn \{[^}]*\bcolor: #(\w{6})/u,
      /\.corner \.mark \{[^}]*\bcolor: #(\w{6})/u,
    ];
    for (const each of colours) {
      const hex = each.exec(css)?.[1] ?? assert.fail(`no colour for ${String(each)}`);
      const contrast = (luminance([0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16))) + 0.05) / (behind + 0.05);
      assert.ok(contrast >= 4.5, `#${hex}: ${contrast.toFixed(1)}`);
    }
  });
});

/** WCAG 2, relative luminance of sRGB levels. */
function luminance(levels: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = levels.map((level) => {
    const part = level / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
