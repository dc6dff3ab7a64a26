/** Entry of the imaging child process. */
import { serveRequests } from '../../supervise/serveRequests.ts';
import { clipInput } from '../clipInput.ts';
import { displayImage } from '../decodeImage.ts';
import { readSeries } from '../dicom/readSeries.ts';
import { readTags } from '../readTags.ts';
import type { ImagingContract } from '../imagingContract.ts';
import { OpenImages } from '../openImages.ts';
import { thumbnail } from '../thumbnail.ts';

const images = new OpenImages();

serveRequests<ImagingContract>({
  decode: async ({ source, options }) => displayImage(await images.open(source), options),
  header: async ({ source }) => (await images.open(source)).header(),
  frame: async ({ source, frame }) => (await images.open(source)).frame(frame),
  tags: ({ source }) => readTags(source),
  series: ({ path }) => readSeries(path),
  prepare: async ({ source, options, preparation }) => clipInput(await displayImage(await images.open(source), options), preparation),
  modelInput: async ({ image, preparation }) => clipInput(image, preparation),
  thumbnail: ({ image, maxSide }) => thumbnail(image, maxSide),
});
