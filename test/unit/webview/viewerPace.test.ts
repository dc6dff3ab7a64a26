import assert from 'node:assert/strict';
import type { FromViewer, ModelView, Stack, ViewedFrame } from '../../../src/protocol/viewer.ts';
import { Cine } from '../../../webview/viewer/cine.ts';
import { ModelViewLoader } from '../../../webview/viewer/modelViewLoader.ts';
import { type DragTarget, PaneDrags } from '../../../webview/viewer/paneDrags.ts';
import {
  type ViewerState,
  initialState,
  measurementsOf,
  measured,
  opened,
  placeOf,
  windowed,
} from '../../../webview/viewer/viewerModel.ts';
import type { Point } from '../../../webview/viewer/viewport.ts';

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

const view: ModelView = {
  width: 2,
  height: 2,
  rgb: new Uint8Array(12),
  patchSize: 0,
  tokens: 4,
  modelName: 'm',
  isDemo: true,
};

describe('what the model sees, kept up with', () => {
  function loader(): { loader: ModelViewLoader; asked: ViewedFrame[] } {
    const asked: ViewedFrame[] = [];
    return {
      loader: new ModelViewLoader(
        (message: Extract<FromViewer, { type: 'modelView' }>) => {
          asked.push(message.viewed);
        },
        () => undefined,
      ),
      asked,
    };
  }
  const at = (center: number): ViewedFrame => ({ itemId: 'a', frame: 0, voi: { kind: 'window', center, width: 10 } });

  it('asks once one has rested with a window', async () => {
    const { loader: model, asked } = loader();
    model.want(at(1));
    await rest(20);
    for (const center of [2, 3, 4]) model.want(at(center));
    model.want(at(4));
    await rest(260);
    assert.deepEqual(asked, [at(1), at(4)]);
  });

  it('takes only the answer to the last question, and keeps the last picture until then', () => {
    const { loader: model } = loader();
    model.want(at(1));
    model.receive({ type: 'modelView', viewed: at(1), view });
    assert.deepEqual([model.state.view, model.state.isWaiting], [view, false]);
    model.want(at(2));
    model.receive({ type: 'modelViewFailed', viewed: at(1), message: 'late' });
    assert.deepEqual([model.state.view, model.state.isWaiting, model.state.failure], [view, true, undefined]);
    model.receive({ type: 'modelViewFailed', viewed: at(2), message: 'no model' });
    assert.deepEqual([model.state.view, model.state.failure], [undefined, 'no model']);
    model.want(undefined);
  });
});

describe('playing', () => {
  it('goes on after each frame’s time, and waits for one that is not there', async () => {
    const seen: number[] = [];
    let isThere = true;
    const cine = new Cine({
      currentTimeMs: () => 20,
      advance: () => {
        if (isThere) seen.push(performance.now());
        return isThere;
      },
    });
    const until = async (count: number): Promise<void> => {
      while (seen.length < count) await rest(5);
    };
    const began = performance.now();
    cine.start();
    await until(5);
    assert.ok(seen[4]! - began >= 95, 'five frames of 20 ms');
    isThere = false;
    await rest(100);
    const waiting = seen.length;
    isThere = true;
    await until(waiting + 3);
    assert.ok(seen[waiting + 2]! - seen[waiting]! >= 35, 'nothing is rushed after a wait');
    cine.stop();
    const stopped = seen.length;
    await rest(50);
    assert.deepEqual([seen.length, cine.running], [stopped, false]);
  });
});

describe('drags', () => {
  const stack: Stack = { title: 'CT', index: 0, items: [{ id: 'a', name: 'a', frames: 1 }] };

  function pane(tool: ViewerState['tool']): {
    drags: PaneDrags;
    state: () => ViewerState;
    pans: Point[];
    measurements: () => number;
  } {
    let state: ViewerState = { ...opened(initialState, 'left', stack), tool };
    const pans: Point[] = [];
    const place = placeOf(state.left!);
    const host = {
      state: () => state,
      change: (next: (all: ViewerState) => ViewerState) => {
        state = next(state);
      },
      refresh: () => undefined,
    };
    const target: DragTarget = {
      current: { place },
      placement: {
        toPane: { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 },
        pan: (by) => {
          pans.push(by);
        },
      },
      window: { center: 40, width: 400 },
      moveWindow: (by, start) => {
        host.change((all) =>
          windowed(
            all,
            'left',
            { kind: 'window', center: (start?.center ?? 0) + by.y, width: (start?.width ?? 0) + by.x },
            false,
          ),
        );
      },
      setMeasurements: (measurements) => {
        host.change((all) => measured(all, place, measurements));
      },
    };
    return {
      drags: new PaneDrags(target, host),
      state: () => state,
      pans,
      measurements: () => measurementsOf(state, place).length,
    };
  }
  const zero = { x: 0, y: 0 };

  it('change the window from where they began, and give it back', () => {
    const { drags, state } = pane('window');
    drags.start(drags.mainMode, zero);
    drags.move('window', zero, { x: 10, y: 5 }, zero);
    drags.move('window', zero, { x: 20, y: 5 }, zero);
    assert.ok(drags.isWindowing);
    assert.deepEqual(state().left?.voi, { kind: 'window', center: 45, width: 420 });
    drags.cancel('window');
    assert.deepEqual([state().left?.voi, drags.isWindowing], [undefined, false]);
  });

  it('pan by steps', () => {
    const { drags, pans } = pane('pan');
    drags.start(drags.mainMode, zero);
    drags.move('pan', zero, { x: 9, y: 9 }, { x: 3, y: 4 });
    assert.deepEqual(pans, [{ x: 3, y: 4 }]);
  });

  it('measure, and give up what is begun', () => {
    const { drags, measurements } = pane('angle');
    assert.equal(drags.mainMode, 'measure');
    drags.start('measure', zero);
    drags.move('measure', { x: 40, y: 0 }, zero, zero);
    drags.end('measure', { x: 40, y: 0 });
    assert.equal(measurements(), 1);
    assert.ok(drags.giveUpMeasurement());
    assert.deepEqual([measurements(), drags.giveUpMeasurement()], [0, false]);
  });

  it('measure by the keyboard from point to point', () => {
    const { drags, measurements } = pane('distance');
    drags.placePoint(zero);
    drags.hover({ x: 30, y: 30 });
    drags.placePoint({ x: 30, y: 30 });
    assert.deepEqual([measurements(), drags.measure.isHolding], [1, false]);
    const idle = pane('window');
    idle.drags.placePoint(zero);
    assert.equal(idle.measurements(), 0);
  });

  it('take hold of what is there by the keyboard, and let it go', () => {
    const { drags, state } = pane('rectangle');
    const points = (): readonly Point[] | undefined => Object.values(state().measurements)[0]?.[0]?.points;
    drags.placePoint(zero);
    drags.hover({ x: 30, y: 40 });
    drags.placePoint({ x: 30, y: 40 });
    drags.placePoint({ x: 30, y: 0 });
    drags.hover({ x: 50, y: 10 });
    assert.deepEqual(points(), [
      { x: 0, y: 10 },
      { x: 50, y: 40 },
    ]);
    drags.placePoint({ x: 50, y: 10 });
    drags.hover({ x: 90, y: 90 });
    assert.deepEqual([points()?.[1], drags.measure.isHolding], [{ x: 50, y: 40 }, false]);
  });

  it('that were given up, because another frame has come, draw nothing there', () => {
    const { drags, measurements } = pane('distance');
    drags.start('measure', zero);
    drags.move('measure', { x: 40, y: 0 }, zero, zero);
    drags.giveUpMeasurement();
    drags.move('measure', { x: 80, y: 0 }, zero, zero);
    drags.end('measure', { x: 80, y: 0 });
    drags.cancel('measure');
    assert.equal(measurements(), 0);
  });
});
