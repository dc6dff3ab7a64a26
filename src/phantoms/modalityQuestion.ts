/** The many ways in which people ask what kind of image they see. */
import type { Random } from './random.ts';

export function askModality(random: Random): string {
  return random.pick([
    'What modality is this?',
    'What modality is this image?',
    'Which modality is this?',
    'What kind of image is this?',
    'What type of image is this?',
    'What kind of scan is this?',
    'What type of scan is this?',
    'What is this?',
    'What imaging modality was used?',
    'What is the imaging modality?',
    'How was this image taken?',
    'What is the modality of this image?',
    'Which imaging modality is shown?',
    'What sort of image is this?',
    'What am I looking at?',
    'What kind of study is this?',
    'Name the modality.',
    'What part of the body is this?',
    'What body part is shown?',
    'What type of examination is this?',
    'Modality?',
    'Identify the modality of this image.',
  ]);
}
