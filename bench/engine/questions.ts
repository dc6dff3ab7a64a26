/** What is asked, in the words of the demo model's training, which the random models take as well as any. */

export const firstQuestion = 'Describe the image.';
export const followUp = 'Is there a pleural effusion?';
/** Of a chat that begins anew with a known image. */
export const otherQuestion = 'Is this image normal?';

const conversation = [
  'What kind of image is this?',
  'Is there an abnormality in this image?',
  'Where is the abnormality?',
  'Is there anything else to be seen?',
] as const;

/**
 * Which image each question is about, in the order of LLaVA-Med's evaluation file: 143 questions of conversations, three
 * an image at most, image after image; then a description of each of the 50 images. Fewer in proportion.
 */
export function evaluationQuestions(count: number): { readonly image: number; readonly text: string }[] {
  const images = Math.max(1, Math.round((count * 50) / 193));
  const talks = count - images;
  const asked = Array.from({ length: talks }, (_, index) => Math.floor((index * images) / talks));
  return [
    ...asked.map((image, index) => ({
      image,
      text: conversation[asked.slice(0, index).filter((other) => other === image).length] ?? conversation[0],
    })),
    ...Array.from({ length: images }, (_, image) => ({ image, text: 'Describe the image in detail.' })),
  ];
}
