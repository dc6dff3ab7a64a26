/**
 * Stands for everything but the projector and the image that features depend on: features that another version made are
 * not found any more. The first number is raised by hand when the addon encodes otherwise; the rest is node-llama-cpp's
 * version and the beginning of the SHA-256 of native/patches, which a test holds against the files.
 */
export const featureVersion = '1 node-llama-cpp 3.22.1 patches b765722c';
