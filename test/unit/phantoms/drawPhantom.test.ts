import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { displayed } from '../../../src/phantoms/displayed.ts';
import { drawPhantom, drawPhantomWith, plannedFindings } from '../../../src/phantoms/drawPhantom.ts';
import {
  DOMAINS,
  kindsOf,
  placesOf,
  type FindingKind,
  type Phantom,
  type Place,
} from '../../../src/phantoms/phantom.ts';

/** Mean displayed brightness (first channel) of a part of the image, in fractions of its side. */
function brightness(phantom: Phantom, left: number, right: number, top: number, bottom: number): number {
  const rgb = displayed(phantom);
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(top * phantom.size); y < bottom * phantom.size; y++) {
    for (let x = Math.floor(left * phantom.size); x < right * phantom.size; x++) {
      sum += rgb[(y * phantom.size + x) * 3] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}

/** Brightness on the image's left (the patient's right) less that on its right, over three phantoms. */
function leftLessRight(kind: FindingKind, place: Place, box: readonly [number, number, number, number]): number {
  const [near, far, top, bottom] = box;
  const domain = DOMAINS.find((candidate) => kindsOf(candidate).includes(kind));
  assert.ok(domain);
  let sum = 0;
  for (let index = 0; index < 3; index++) {
    const phantom = drawPhantomWith(domain, `test:${index}`, [{ kind, place }]);
    sum += brightness(phantom, near, far, top, bottom) - brightness(phantom, 1 - far, 1 - near, top, bottom);
  }
  return sum / 3;
}

describe('drawPhantom', () => {
  it('draws the same image for the same seed, and another for another', () => {
    for (const domain of DOMAINS) {
      const [first, again, other] = [drawPhantom(domain, 'a'), drawPhantom(domain, 'a'), drawPhantom(domain, 'b')];
      assert.deepEqual(first, again);
      assert.notDeepEqual(first.samples.values, other.samples.values);
    }
  });

  it('plans every finding at every place, and one image in three without any', () => {
    for (const domain of DOMAINS) {
      const seen = new Set<string>();
      let normal = 0;
      for (let index = 0; index < 300; index++) {
        const findings = plannedFindings(domain, `many:${index}`);
        if (findings.length === 0) normal += 1;
        for (const { kind, place } of findings) seen.add(`${kind} ${place ?? ''}`);
      }
      const all = kindsOf(domain).flatMap((kind) =>
        placesOf(kind).length === 0 ? [`${kind} `] : placesOf(kind).map((place) => `${kind} ${place}`),
      );
      assert.deepEqual([...seen].sort(), all.sort());
      assert.ok(normal > 70 && normal < 130, `${normal} of 300 are normal`);
    }
  });

  it("shows the patient's right on the image's left", () => {
    // An effusion is bright at the base of its lung, a pneumothorax dark at its border, a subdural haematoma bright
    // under the skull.
    assert.ok(leftLessRight('pleural effusion', 'right', [0.22, 0.4, 0.58, 0.66]) > 15);
    assert.ok(leftLessRight('pleural effusion', 'left', [0.22, 0.4, 0.58, 0.66]) < -15);
    assert.ok(leftLessRight('pneumothorax', 'right', [0.2, 0.3, 0.3, 0.5]) < -15);
    assert.ok(leftLessRight('pneumothorax', 'left', [0.2, 0.3, 0.3, 0.5]) > 15);
    assert.ok(leftLessRight('subdural haematoma', 'right', [0.18, 0.28, 0.4, 0.6]) > 15);
    assert.ok(leftLessRight('subdural haematoma', 'left', [0.18, 0.28, 0.4, 0.6]) < -15);
  });

  it('places findings where their extent says', () => {
    for (const domain of DOMAINS) {
      for (let index = 0; index < 8; index++) {
        const phantom = drawPhantom(domain, `place:${index}`);
        assert.deepEqual(
          phantom.findings.map(({ kind, place }) => ({ kind, place })),
          plannedFindings(domain, phantom.seed),
        );
        for (const { place, extent } of phantom.findings) {
          if (place === undefined || place.endsWith('liver')) continue;
          const imageLeft = place.endsWith('quadrant') ? place.includes('left') : place.startsWith('right');
          assert.equal(extent.x < 0.5, imageLeft, `${place} at ${extent.x}`);
        }
      }
    }
  });
});
