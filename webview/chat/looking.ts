import type { Region } from '../../src/display/region.ts';
import {
  type LightboxView,
  type Point,
  type Size,
  type Stage,
  actualSize,
  fitted,
  isZoomed,
  pannedBy,
  scaleOf,
  toPicture,
  zoomedBy,
} from './lightboxGeometry.ts';
import {
  type RegionDrag,
  draggedRegion,
  keyStep,
  middleRegion,
  movedRegion,
  resizedRegion,
  startRegionDrag,
} from './regionDrawing.ts';
import type { LightboxCommand } from './lightboxKeys.ts';

/** One press of a key or button. */
const ZOOM_STEP = 1.25;
/** CSS pixels of one press of an arrow key. */
const PAN_STEP = 40;
/** CSS pixels around a corner of the rectangle that are taken for it. */
const CORNER_REACH = 12;

/** How a picture is looked at: how large, where, and the rectangle drawn on it. Points are CSS pixels of the stage. */
export class Looking {
  readonly picture: Size;
  #view: LightboxView;
  #region: Region | undefined;
  #drag: RegionDrag | undefined;

  constructor(picture: Size) {
    this.picture = picture;
    this.#view = fitted(picture);
  }

  get view(): LightboxView {
    return this.#view;
  }

  /** Undefined while nothing is marked. */
  get region(): Region | undefined {
    return this.#region;
  }

  /** Begins with a rectangle in the middle, or leaves. */
  mark(marking: boolean): void {
    this.#region = marking ? middleRegion(this.picture) : undefined;
    this.#drag = undefined;
  }

  startDrag(at: Point, stage: Stage): void {
    if (this.#region === undefined) return;
    const reach = CORNER_REACH / scaleOf(this.#view, stage);
    this.#drag = startRegionDrag(toPicture(at, this.#view, stage), this.#region, reach);
  }

  drag(at: Point, by: Point, stage: Stage): void {
    if (this.#drag === undefined) this.#view = pannedBy(by, this.#view, stage);
    else this.#region = draggedRegion(this.#drag, toPicture(at, this.#view, stage), this.#region, this.picture);
  }

  endDrag(): void {
    this.#drag = undefined;
  }

  zoom(factor: number, about: Point, by: Point, stage: Stage): void {
    this.#view = zoomedBy(factor, about, pannedBy(by, this.#view, stage), stage);
  }

  /** Carries out what is done to the picture; false for what is not. */
  perform(command: LightboxCommand, stage: Stage): boolean {
    const middle = { x: stage.stage.width / 2, y: stage.stage.height / 2 };
    switch (command.do) {
      case 'zoomIn':
        this.#view = zoomedBy(ZOOM_STEP, middle, this.#view, stage);
        return true;
      case 'zoomOut':
        this.#view = zoomedBy(1 / ZOOM_STEP, middle, this.#view, stage);
        return true;
      case 'fit':
        this.#view = fitted(this.picture);
        return true;
      case 'actualSize':
        this.#view = actualSize(this.#view, stage);
        return true;
      case 'pan': {
        const { x, y } = command.direction;
        this.#view = pannedBy({ x: -x * PAN_STEP, y: -y * PAN_STEP }, this.#view, stage);
        return true;
      }
      case 'moveRegion':
      case 'resizeRegion': {
        if (this.#region === undefined) return true;
        const by = keyStep(command.direction, command.fine, this.picture);
        const changed = command.do === 'moveRegion' ? movedRegion : resizedRegion;
        this.#region = changed(this.#region, by, this.picture);
        return true;
      }
      case 'leaveRegion':
        this.mark(false);
        return true;
      case 'takeRegion':
      case 'step':
        return false;
    }
  }

  isZoomed(stage: Stage): boolean {
    return isZoomed(this.#view, stage);
  }
}
