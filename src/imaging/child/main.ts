/** Entry of the imaging child process. */
import { serveRequests } from '../../supervise/serveRequests.ts';
import { clipInput } from '../modelInput/clipInput.ts';
import { decodeImage, imageHeader } from '../decoding/decodeImage.ts';
import { deidentifyFile } from '../deidentify/deidentifyFile.ts';
import { readSeries } from '../studies/readSeries.ts';
import { readStudy } from '../studies/readStudy.ts';
import type { Opening } from '../decoding/opening.ts';
import type { HeldImage, ImagingContract, Pixels } from '../imagingContract.ts';
import { OpenImages } from '../decoding/openImages.ts';
import type { RgbImage } from '../samples/rgbImage.ts';
import { readTags } from '../tagTable/readTags.ts';
import { RecentFrames } from '../decoding/recentFrames.ts';
import { thumbnail } from '../pictures/thumbnail.ts';

const images = new OpenImages();
const recent = new RecentFrames();
let held: (HeldImage & { readonly image: RgbImage }) | undefined;

function pixels(image: Pixels): RgbImage | undefined {
  if (!('held' in image)) return image;
  return held?.held === image.held ? held.image : undefined;
}

const opening: Opening = {
  open: (source) => images.open(source),
  frame: async (image, frame) => recent.find(image, frame) ?? (await image.frame(frame)),
};

serveRequests<ImagingContract>({
  decode: async ({ source, options, id }) => {
    const image = await decodeImage(source, options, opening);
    held = { held: id, image };
    return image;
  },
  header: ({ source }) => imageHeader(source, opening),
  frame: async ({ source, frame }) => {
    const image = await images.open(source);
    const pixels = await opening.frame(image, frame);
    recent.keep(image, pixels);
    return pixels;
  },
  stored: async ({ source, frame }) => (await images.open(source)).stored(frame),
  tags: ({ source }) => readTags(source),
  series: ({ path }, { signal }) => readSeries(path, signal),
  study: ({ source }, { signal, emit }) => readStudy(source, { signal, onProgress: emit }),
  prepare: async ({ source, options, preparation }) =>
    clipInput(await decodeImage(source, options, opening), preparation),
  deidentify: (request) => deidentifyFile(request),
  modelInput: async ({ image, preparation }) => {
    const rgb = pixels(image);
    return rgb && clipInput(rgb, preparation);
  },
  thumbnail: async ({ image, maxSide }) => {
    const rgb = pixels(image);
    return rgb && thumbnail(rgb, maxSide);
  },
});
