/** Entry of the imaging child process. */
import { serveRequests } from '../../supervise/serveRequests.ts';
import { clipInput } from '../clipInput.ts';
import { displayImage } from '../decodeImage.ts';
import { deidentifyFile } from '../deidentify/deidentifyFile.ts';
import { readSeries } from '../dicom/readSeries.ts';
import type { HeldImage, ImagingContract, Pixels } from '../imagingContract.ts';
import { OpenImages } from '../openImages.ts';
import type { RgbImage } from '../rasterImage.ts';
import { readTags } from '../readTags.ts';
import { thumbnail } from '../thumbnail.ts';

const images = new OpenImages();
let held: (HeldImage & { readonly image: RgbImage }) | undefined;

function pixels(image: Pixels): RgbImage | undefined {
  if (!('held' in image)) return image;
  return held?.held === image.held ? held.image : undefined;
}

serveRequests<ImagingContract>({
  decode: async ({ source, options, id }) => {
    const image = await displayImage(await images.open(source), options);
    held = { held: id, image };
    return image;
  },
  header: async ({ source }) => (await images.open(source)).header(),
  frame: async ({ source, frame }) => (await images.open(source)).frame(frame),
  stored: async ({ source, frame }) => (await images.open(source)).stored(frame),
  tags: ({ source }) => readTags(source),
  series: ({ path }, { signal }) => readSeries(path, signal),
  prepare: async ({ source, options, preparation }) => clipInput(await displayImage(await images.open(source), options), preparation),
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
