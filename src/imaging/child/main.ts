/** Entry of the imaging child process. */
import { serveRequests } from '../../supervise/serveRequests.ts';
import { clipInput } from '../clipInput.ts';
import { decodeImage } from '../decodeImage.ts';
import type { ImagingContract } from '../imagingContract.ts';
import { thumbnail } from '../thumbnail.ts';

serveRequests<ImagingContract>({
  decode: ({ source, options }) => decodeImage(source, options),
  modelInput: async ({ image, preparation }) => clipInput(image, preparation),
  thumbnail: ({ image, maxSide }) => thumbnail(image, maxSide),
});
