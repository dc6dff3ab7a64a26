import assert from 'node:assert/strict';
import type { Stack } from '../../../src/protocol/viewer.ts';
import { fromMemory, toMemory } from '../../../webview/viewer/viewMemory.ts';
import {
  type ViewerState,
  closedRight,
  faster,
  initialState,
  measured,
  measurementsOf,
  negated,
  noticed,
  opened,
  placeOf,
  placed,
  resetView,
  stackGrew,
  viewedIn,
  wentTo,
  windowed,
} from '../../../webview/viewer/viewerModel.ts';
import { rotated } from '../../../webview/viewer/viewport.ts';

function stackOf(...ids: readonly string[]): Stack {
  return { title: 'CT', index: 0, items: ids.map((id) => ({ id, name: `${id}.dcm`, frames: 1 })) };
}

const window = { kind: 'window', center: 40, width: 400 } as const;
const one = opened(initialState, 'left', stackOf('a'));
const series = stackGrew(one, 'left', { ...stackOf('z', 'a', 'b', 'c'), index: 1 });
const two = opened(series, 'right', stackOf('x', 'y'));

function front(state: ViewerState, pane: 'left' | 'right' = 'left'): string {
  const view = state[pane];
  return view === undefined ? 'none' : placeOf(view).itemId;
}

describe('the state of the viewer', () => {
  it('keeps the image in front when the rest of the series is found', () => {
    assert.equal(front(series), 'a');
    assert.equal(series.left?.position, 1);
  });

  it('leafs within the stack and remembers the direction', () => {
    const back = wentTo(series, 'left', -5);
    assert.deepEqual([front(back), back.left?.direction], ['z', -1]);
    assert.equal(front(wentTo(series, 'left', Infinity)), 'c');
  });

  it('tells the host the frame and window in front', () => {
    assert.deepEqual(viewedIn(windowed(series, 'left', window, false).left!), { itemId: 'a', frame: 0, voi: window });
    assert.deepEqual(viewedIn(series.left!), { itemId: 'a', frame: 0 });
  });

  it('keeps what was seen when the same stack is opened again, and starts anew with another', () => {
    const seen = negated(windowed(series, 'left', window, false), 'left', true);
    const again = opened(seen, 'left', stackOf('a', 'b'));
    assert.deepEqual([front(again), again.left?.voi, again.left?.negative], ['a', window, true]);
    const other = opened(seen, 'left', stackOf('q'));
    assert.deepEqual([front(other), other.left?.voi], ['q', undefined]);
  });

  it('gives the compared image the focus, and the way the other one lies', () => {
    const turned = placed(series, 'left', (placement) => rotated(placement, 90));
    const compared = opened(turned, 'right', stackOf('x'));
    assert.equal(compared.focus, 'right');
    assert.equal(compared.right?.placement.rotation, 90);
    const closed = closedRight({ ...compared, playing: 'right' });
    assert.deepEqual([closed.focus, closed.right, closed.playing], ['left', undefined, undefined]);
  });

  it('moves linked panes together by the same steps, each within its own stack', () => {
    const moved = wentTo(two, 'left', 2);
    assert.deepEqual([front(moved), front(moved, 'right')], ['b', 'y']);
    const further = wentTo(moved, 'left', 3);
    assert.deepEqual([front(further), front(further, 'right')], ['c', 'y']);
    const alone = wentTo({ ...two, linked: false }, 'left', 2);
    assert.deepEqual([front(alone), front(alone, 'right')], ['b', 'x']);
  });

  it('links the window only where values mean the same', () => {
    assert.deepEqual(windowed(two, 'left', window, true).right?.voi, window);
    assert.equal(windowed(two, 'left', window, false).right?.voi, undefined);
    assert.deepEqual(windowed(two, 'right', window, true).left?.voi, window);
  });

  it('resets the view and stays with the frame', () => {
    const changed = negated(windowed(wentTo(series, 'left', 3), 'left', window, false), 'left', true);
    const reset = resetView(changed, 'left');
    assert.deepEqual([front(reset), reset.left?.voi, reset.left?.negative], ['c', undefined, false]);
  });

  it('keeps measurements with their frame', () => {
    const line = {
      kind: 'distance',
      points: [
        { x: 0, y: 0 },
        { x: 3, y: 4 },
      ],
    } as const;
    const place = placeOf(series.left!);
    const drawn = measured(series, place, [line]);
    assert.deepEqual(measurementsOf(drawn, place), [line]);
    assert.deepEqual(measurementsOf(drawn, { ...place, frame: 1 }), []);
    assert.deepEqual(measured(drawn, place, []).measurements, {});
  });

  it('says a message once, and the last three', () => {
    const said = ['a', 'b', 'a', 'c', 'd'].reduce(noticed, initialState);
    assert.deepEqual(said.notices, ['a', 'c', 'd']);
  });

  it('plays faster and slower within limits', () => {
    assert.equal(faster(faster(faster(initialState, 1), 1), 1).speed, 4);
    assert.equal(faster(initialState, -1).speed, 0.5);
  });
});

describe('what is kept of a view', () => {
  it('comes back after a reload', () => {
    const seen = {
      ...negated(windowed(wentTo(series, 'left', 3), 'left', window, false), 'left', true),
      side: 'tags',
      overlays: false,
    } as const;
    const kept = fromMemory(JSON.parse(JSON.stringify(toMemory(seen))));
    assert.ok(kept?.left !== undefined);
    assert.deepEqual([kept.side, kept.overlays], ['tags', false]);
    const first = opened(initialState, 'left', stackOf('c'), kept.left);
    assert.deepEqual([front(first), first.left?.voi, first.left?.negative], ['c', window, true]);
  });

  it('is not taken from another version', () => {
    assert.equal(fromMemory({ left: 3 }), undefined);
    assert.equal(fromMemory(undefined), undefined);
  });

  it('does not fit another image', () => {
    const kept = { place: { itemId: 'gone', frame: 2 }, voi: window, negative: true, placement: one.left!.placement };
    assert.equal(opened(initialState, 'left', stackOf('a'), kept).left?.negative, false);
  });
});
