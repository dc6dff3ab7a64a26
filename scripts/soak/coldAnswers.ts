/** Greedy answers as they were when the image and the question were new: what a repetition has to say again. */
import type { Random } from '../../src/phantoms/random.ts';
import { SoakFault } from './watchedAnswer.ts';
import type { SoakImage, SoakImages } from './soakImages.ts';

interface ColdAnswer {
  readonly image: SoakImage;
  readonly question: string;
  readonly text: string;
}

export class ColdAnswers {
  readonly #images: SoakImages;
  #answers: ColdAnswer[] = [];

  constructor(images: SoakImages) {
    this.#images = images;
  }

  add(answer: ColdAnswer): void {
    this.#answers.push(answer);
    this.#answers = this.#answers.filter(({ image }) => this.#images.isKnown(image));
  }

  pick(random: Random): ColdAnswer | undefined {
    return this.#answers.length === 0 ? undefined : random.pick(this.#answers);
  }

  /** Throws a `SoakFault` where the answer is another one. */
  static compare(cold: ColdAnswer, text: string, when: string): void {
    if (text !== cold.text)
      throw new SoakFault(
        `${when}, ${JSON.stringify(cold.question)} was answered ${JSON.stringify(text)}; when all was cold ${JSON.stringify(cold.text)}`,
      );
  }
}
