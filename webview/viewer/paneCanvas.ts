import type { FrameImage } from '../../src/display/frameImage.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import type { DrawnLook } from './cornerText.ts';
import type { RoiStatistics } from '../../src/display/roiStatistics.ts';
import { drawCrosshair, drawOverlays, drawPatch } from './drawMarks.ts';
import { drawMeasurements } from './drawMeasurements.ts';
import { covers, layersFor } from './layers.ts';
import type { Measurement } from './measure.ts';
import type { Region, RegionLook } from './paintRegion.ts';
import type { RenderClient } from './renderClient.ts';
import type { Layer, Shade } from './renderProtocol.ts';
import type { FramePlace } from './stackPosition.ts';
import { type Placement, type Point, type Size, imageToPane, visibleRegion, zoomOf } from './viewport.ts';
import { sameVoi } from './windowChoices.ts';

/** All that is seen in a pane. */
export interface Scene {
  readonly place: FramePlace;
  readonly image: FrameImage;
  readonly shade: Shade;
  readonly placement: Placement;
  readonly overlays: boolean;
  readonly measurements: readonly Measurement[];
  /** Of each measurement that is a region, once they are known. */
  readonly statistics: readonly (RoiStatistics | undefined)[];
  readonly chosen: number | undefined;
  /** The part of the image that a patch of the model covers. */
  readonly patch: Region | undefined;
  /** The pointer of the keyboard, CSS pixels of the pane. */
  readonly crosshair: Point | undefined;
  /** The window is being dragged. */
  readonly draft: boolean;
}

export interface CanvasEvents {
  /** A new picture is on the screen. */
  onDrawn(place: FramePlace, look: DrawnLook): void;
  onFailed(place: FramePlace, message: string): void;
}

interface Picture extends DrawnLook {
  readonly scene: Pick<Scene, 'place' | 'image' | 'shade'>;
  readonly look: RegionLook;
  readonly bitmap: ImageBitmap;
}

type ShownLayer = Exclude<Layer, 'export'>;

interface Asked {
  readonly image: FrameImage;
  readonly shade: Shade;
  readonly look: RegionLook;
}

/** Nearest neighbour from here on: a person who zooms in so far wants to see the pixels. */
const PIXELATED_ZOOM = 2;

/** Draws a pane: what the renderer has made, where the placement puts it, with the marks on top. */
export class PaneCanvas {
  readonly canvas: HTMLCanvasElement;
  readonly #pane: Pane;
  readonly #renderer: RenderClient;
  readonly #events: CanvasEvents;
  readonly #pictures: Partial<Record<ShownLayer, Picture>> = {};
  readonly #asked: Partial<Record<ShownLayer, Asked | undefined>> = {};
  #scene: Scene | undefined;
  #scheduled = false;
  #told: Picture | undefined;

  constructor(canvas: HTMLCanvasElement, pane: Pane, renderer: RenderClient, events: CanvasEvents) {
    this.canvas = canvas;
    this.#pane = pane;
    this.#renderer = renderer;
    this.#events = events;
  }

  /** Device pixels. */
  get size(): Size {
    return { width: this.canvas.width, height: this.canvas.height };
  }

  /** Device pixels for a CSS pixel. */
  get scale(): number {
    return this.canvas.clientWidth === 0 ? devicePixelRatio : this.canvas.width / this.canvas.clientWidth;
  }

  resize(size: Size): void {
    if (size.width === this.canvas.width && size.height === this.canvas.height) return;
    Object.assign(this.canvas, size);
    if (this.#scene !== undefined) this.show(this.#scene);
    this.#paint();
  }

  dispose(): void {
    for (const picture of Object.values(this.#pictures)) picture.bitmap.close();
    this.#renderer.release(this.#pane);
  }

  show(scene: Scene): void {
    this.#scene = scene;
    if (this.size.width === 0 || this.size.height === 0) return;
    const { whole, detail } = layersFor(scene.image, scene.placement, this.size, scene.draft);
    const visible = visibleRegion(scene.image, scene.placement, this.size);
    // The detail first: the old whole below the new detail is not seen, but a new whole without its detail would be.
    if (detail !== undefined) this.#ask('detail', scene, detail, visible);
    if (detail === undefined || !scene.draft) this.#ask('whole', scene, whole, whole.region);
    // Until its picture comes the one before stays as it is, marks included.
    if (Object.values(this.#pictures).some((picture) => picture.scene.image === scene.image)) this.#schedule();
  }

  #ask(layer: ShownLayer, { place, image, shade }: Scene, look: RegionLook, needed: Region): void {
    const have = this.#asked[layer];
    if (have?.image === image && sameShade(have.shade, shade) && covers(have.look, look, needed)) return;
    this.#asked[layer] = { image, shade, look };
    this.#renderer.render({ pane: this.#pane, layer, image, shade, look }).then(
      (rendered) => {
        if (rendered === undefined) return;
        const { bitmap, window, lut, source } = rendered;
        this.#pictures[layer]?.bitmap.close();
        this.#pictures[layer] = { scene: { place, image, shade }, look, bitmap, window, lut, source };
        // Not at the next screen refresh: it would be seen only at the one after.
        this.#paint();
      },
      (error: unknown) => {
        this.#asked[layer] = undefined;
        this.#events.onFailed(place, error instanceof Error ? error.message : String(error));
      },
    );
  }

  /** Draws once a screen refresh. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#paint();
    });
  }

  #paint(): void {
    const context = this.canvas.getContext('2d', { alpha: false });
    const scene = this.#scene;
    if (context === null || scene === undefined) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const shown = this.#shown(scene);
    for (const picture of shown) this.#drawPicture(context, scene, picture);
    const top = shown.at(-1);
    if (top?.scene.image !== scene.image) return;
    const toPane = imageToPane(scene.image, scene.placement, this.size);
    if (scene.overlays) drawOverlays(context, scene.image, toPane);
    if (scene.patch !== undefined) drawPatch(context, toPane, scene.patch, this.scale);
    drawMeasurements(context, toPane, { ...scene, scale: this.scale });
    if (scene.crosshair !== undefined) drawCrosshair(context, scene.crosshair, this.scale);
    this.#tell(scene, top);
  }

  /** The pictures of the frame wanted, or as long as there are none of the one before; the finer one last. */
  #shown({ image, shade }: Scene): readonly Picture[] {
    const { whole, detail } = this.#pictures;
    const pictures = [whole, detail].filter((picture) => picture !== undefined);
    const wanted = pictures.filter((picture) => picture.scene.image === image);
    const ofOne =
      wanted.length > 0 ? wanted : pictures.filter((picture) => picture.scene.image === (whole ?? detail)?.scene.image);
    // An old detail over a new whole would show two windows at once.
    const isNew = (picture: Picture): boolean => sameShade(picture.scene.shade, shade);
    return ofOne.filter((picture) => picture !== detail || isNew(picture) || !ofOne.some(isNew));
  }

  #drawPicture(
    context: CanvasRenderingContext2D,
    { placement }: Scene,
    { scene: { image }, look: { region, step }, bitmap }: Picture,
  ): void {
    const zoom = zoomOf(image, placement, this.size);
    context.setTransform(imageToPane(image, placement, this.size));
    context.imageSmoothingEnabled = zoom < PIXELATED_ZOOM || step > 1;
    context.imageSmoothingQuality = zoom * step < 1 ? 'high' : 'low';
    context.drawImage(
      bitmap,
      0,
      0,
      region.width / step,
      region.height / step,
      region.x,
      region.y,
      region.width,
      region.height,
    );
  }

  /** What is on the canvas now, also as attributes for tests. */
  #tell({ placement, image, overlays }: Scene, picture: Picture): void {
    const {
      scene: { place, shade },
      window,
      lut,
      source,
      look,
    } = picture;
    Object.assign(this.canvas.dataset, {
      item: place.itemId,
      frame: String(place.frame),
      window:
        window !== undefined
          ? `${String(window.center)}/${String(window.width)}`
          : lut !== undefined
            ? `lut ${String(lut)}`
            : 'none',
      negative: String(shade.negative),
      overlays: String(overlays && image.overlays.length > 0),
      zoom: zoomOf(image, placement, this.size).toFixed(4),
      turn: `${String(placement.rotation)}${placement.mirrored ? ' mirrored' : ''}`,
      quality: look.draft ? 'draft' : 'full',
    });
    if (this.#told === picture) return;
    this.#told = picture;
    this.#events.onDrawn(place, { window, lut, source });
  }
}

function sameShade(one: Shade, other: Shade): boolean {
  return one.negative === other.negative && sameVoi(one.voi, other.voi);
}
