/**
 * Every prompt that the product sends for a section of a report, in one place. `${…}` stands for what a report says; a
 * line whose `${…}` has nothing to say is left out. An id goes into the provenance: other words are a new id.
 */
export const promptWords = {
  /** From one image. The demo model was trained on these words. */
  findings: {
    id: 'findings-1',
    words: 'Indication: ${indication}\nWrite the Findings section of the report for this image.',
  },
  /** From several images, or one whose role is known; `${images}` says in order what they are. */
  findingsOfImages: {
    id: 'findings-images-1',
    words: 'Indication: ${indication}\n${images}\nWrite the Findings section of the report for these images.',
  },
  /** The same where one of them is of an earlier study. */
  findingsWithPrior: {
    id: 'findings-prior-1',
    words:
      'Indication: ${indication}\n${images}\nWrite the Findings section of the report for the current images. Say what has changed since the prior image.',
  },
  /** From the text of the Findings; no image is sent. The demo model was trained on these words. */
  impression: {
    id: 'impression-1',
    words: 'Findings: ${findings}\nWrite the Impression section of the report from these findings.',
  },
  /** Behind a draft, which stands as the model's own answer. */
  again: { id: 'again-1', words: 'Write the ${section} section again. ${wish}' },
} as const;

export type PromptName = keyof typeof promptWords;

/** Words of a person's own in place of a prompt's. */
export type OwnWords = Partial<Record<PromptName, string>>;

/** What `${…}` stands for. */
export type PromptValues = Partial<Record<'indication' | 'images' | 'findings' | 'section' | 'wish', string>>;

/** The prompt in words. Values are put in as they are; what looks like `${…}` in them stays text. */
export function fillPrompt(words: string, values: PromptValues): string {
  return words
    .split('\n')
    .flatMap((line) => {
      const silent: string[] = [];
      const filled = line.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
        if (!(name in known)) return whole;
        const value = values[name as keyof PromptValues]?.trim() ?? '';
        if (value === '') silent.push(name);
        return value;
      });
      return silent.length > 0 ? [] : [filled];
    })
    .join('\n');
}

const known: Required<PromptValues> = { indication: '', images: '', findings: '', section: '', wish: '' };

/** The own words in a setting's value; whatever else it holds is left out. */
export function readOwnWords(value: unknown): OwnWords {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, words]) => name in promptWords && typeof words === 'string' && words.trim() !== '',
    ),
  );
}
