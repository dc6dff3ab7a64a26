import type { Extent } from './phantom.ts';
import type { Random } from './random.ts';

/** A colour or a grey value, one number per channel. */
export type Tone = readonly number[];

/**
 * A region in anatomical coordinates: [0, 1] across the image before the pose is applied. `coverage` is 0 outside and 1
 * inside.
 */
export interface Shape {
  readonly bounds: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  coverage(x: number, y: number): number;
}

/** How the patient lies: a turn (radians), a scale and a shift (fractions of the side) about the image's centre. */
export interface Pose {
  readonly angle: number;
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

export const UPRIGHT: Pose = { angle: 0, scale: 1, dx: 0, dy: 0 };

/** An ellipse with an edge of width `soft`. */
export function ellipse(x: number, y: number, rx: number, ry: number, soft = 0.012, angle = 0): Shape {
  const reach = Math.max(rx, ry) + soft;
  const [cos, sin, small] = [Math.cos(angle), Math.sin(angle), Math.min(rx, ry)];
  return {
    bounds:
      angle === 0
        ? { left: x - rx - soft, top: y - ry - soft, right: x + rx + soft, bottom: y + ry + soft }
        : { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach },
    coverage: (px, py) => {
      const u = ((px - x) * cos + (py - y) * sin) / rx;
      const v = ((py - y) * cos - (px - x) * sin) / ry;
      return step(((1 - Math.sqrt(u * u + v * v)) * small) / soft + 0.5);
    },
  };
}

/** The part of `shape` where `inside` is positive, with an edge of width `soft`; `inside` is a distance. */
export function cut(shape: Shape, inside: (x: number, y: number) => number, soft = 0.012): Shape {
  return { bounds: shape.bounds, coverage: (x, y) => shape.coverage(x, y) * step(inside(x, y) / soft + 0.5) };
}

/** 0 below 0, 1 above 1, smooth between. */
export function step(t: number): number {
  if (t <= 0) return 0;
  return t >= 1 ? 1 : t * t * (3 - 2 * t);
}

/** A smooth random field in about [-1, 1] with `cells` bumps across the image. */
export function smoothField(random: Random, cells: number): (x: number, y: number) => number {
  const grid = new Float32Array((cells + 2) * (cells + 2)).map(() => random.between(-1, 1));
  return (x, y) => {
    const gx = Math.min(Math.max(x, 0), 0.9999) * cells;
    const gy = Math.min(Math.max(y, 0), 0.9999) * cells;
    const ix = gx | 0;
    const iy = gy | 0;
    const fx = step(gx - ix);
    const fy = step(gy - iy);
    const at = iy * (cells + 2) + ix;
    const top = (grid[at] ?? 0) * (1 - fx) + (grid[at + 1] ?? 0) * fx;
    const bottom = (grid[at + cells + 2] ?? 0) * (1 - fx) + (grid[at + cells + 3] ?? 0) * fx;
    return top * (1 - fy) + bottom * fy;
  };
}

/** A square image of floats that shapes are painted on. */
export class Raster {
  readonly size: number;
  /** Row by row, the channels of a pixel side by side. */
  readonly data: Float32Array;
  readonly #channels: number;
  readonly #pose: Pose;
  readonly #cos: number;
  readonly #sin: number;

  constructor(size: number, background: Tone, pose: Pose = UPRIGHT) {
    this.size = size;
    this.#channels = background.length;
    this.#pose = pose;
    this.#cos = Math.cos(pose.angle);
    this.#sin = Math.sin(pose.angle);
    this.data = new Float32Array(size * size * background.length);
    for (let i = 0; i < this.data.length; i++) this.data[i] = background[i % background.length] ?? 0;
  }

  /** Mixes `tone` into the shape. */
  paint(shape: Shape, tone: Tone, opacity = 1): void {
    this.#each(shape, (index, weight) => {
      const share = weight * opacity;
      for (let c = 0; c < tone.length; c++)
        this.data[index + c] = (this.data[index + c] ?? 0) * (1 - share) + (tone[c] ?? 0) * share;
    });
  }

  /** Adds `amount` (in every channel) times what `field` gives there. */
  add(shape: Shape, amount: number, field: (x: number, y: number) => number = () => 1): void {
    const channels = this.#channels;
    this.#each(shape, (index, weight, x, y) => {
      const change = weight * amount * field(x, y);
      for (let c = 0; c < channels; c++) this.data[index + c] = (this.data[index + c] ?? 0) + change;
    });
  }

  /** Independent noise in every sample. */
  addNoise(random: Random, deviation: number): void {
    for (let i = 0; i < this.data.length; i++) this.data[i] = (this.data[i] ?? 0) + random.normal() * deviation;
  }

  /** Where an anatomical ellipse lies in the image. */
  extent(x: number, y: number, rx: number, ry: number): Extent {
    const [px, py] = this.#toImage(x, y);
    return { x: px, y: py, rx: rx * this.#pose.scale, ry: ry * this.#pose.scale };
  }

  #toImage(x: number, y: number): [number, number] {
    const { scale, dx, dy } = this.#pose;
    const [u, v] = [(x - 0.5) * scale, (y - 0.5) * scale];
    return [u * this.#cos - v * this.#sin + 0.5 + dx, u * this.#sin + v * this.#cos + 0.5 + dy];
  }

  #each(shape: Shape, visit: (index: number, weight: number, x: number, y: number) => void): void {
    const { left, top, right, bottom } = shape.bounds;
    const corners = [
      this.#toImage(left, top),
      this.#toImage(right, top),
      this.#toImage(left, bottom),
      this.#toImage(right, bottom),
    ];
    const last = this.size - 1;
    const [x0, x1] = [
      Math.max(0, Math.floor(Math.min(...corners.map((p) => p[0])) * this.size)),
      Math.min(last, Math.ceil(Math.max(...corners.map((p) => p[0])) * this.size)),
    ];
    const [y0, y1] = [
      Math.max(0, Math.floor(Math.min(...corners.map((p) => p[1])) * this.size)),
      Math.min(last, Math.ceil(Math.max(...corners.map((p) => p[1])) * this.size)),
    ];
    const { scale, dx, dy } = this.#pose;
    const channels = this.#channels;
    for (let row = y0; row <= y1; row++) {
      const v = ((row + 0.5) / this.size - 0.5 - dy) / scale;
      for (let column = x0; column <= x1; column++) {
        const u = ((column + 0.5) / this.size - 0.5 - dx) / scale;
        const x = u * this.#cos + v * this.#sin + 0.5;
        const y = v * this.#cos - u * this.#sin + 0.5;
        const weight = shape.coverage(x, y);
        if (weight > 0) visit((row * this.size + column) * channels, weight, x, y);
      }
    }
  }
}
