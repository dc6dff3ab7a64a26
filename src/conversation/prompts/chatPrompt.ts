/** A prompt of the library: a question, or the beginning of one, that is called by its name. */
import { t } from '@vscode/l10n';
import { PHANTOM_DOMAINS, type PhantomDomain } from '../../display/phantomMark.ts';

/** What a prompt is about, by the names of LLaVA-Med's data. */
export const PROMPT_DOMAINS = PHANTOM_DOMAINS;
export type PromptDomain = PhantomDomain;

/** What a prompt asks for. */
export const PROMPT_TASKS = [
  'describe',
  'locate',
  'closed',
  'compare',
  'list',
  'explain',
  'differential',
  'quality',
] as const;
export type PromptTask = (typeof PROMPT_TASKS)[number];

export type PromptSource = 'builtIn' | 'user' | 'workspace';

/** A prompt as a file or a library has it. */
export interface PromptText {
  /** Typed behind the `/`: as `PROMPT_NAME` has it. */
  readonly name: string;
  /** One line for the list; may be empty. */
  readonly description: string;
  /** Undefined: for every kind of image. */
  readonly domain?: PromptDomain;
  readonly task?: PromptTask;
  /** With its variables, such as `${modality}`. */
  readonly text: string;
}

export interface ChatPrompt extends PromptText {
  readonly id: string;
  readonly source: PromptSource;
}

/** Letters and digits of any script in small letters, with dashes between: it is typed in one go. */
export const PROMPT_NAME = /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u;

/** Characters of a name at most. */
export const LONGEST_NAME = 60;

/** Characters of a prompt's text at most: it is read by the model at each question. */
export const LONGEST_PROMPT = 8_000;

/** The name nearest to any words, such as those of a file or a question; empty where they hold no letter. */
export function promptName(words: string): string {
  return words
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .replace(/[^\p{Ll}\p{Lo}\p{M}\p{N}]+/gu, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/gu, '');
}

/** A domain as a person reads it. */
export function domainText(domain: PromptDomain): string {
  switch (domain) {
    case 'chest_xray':
      return t`chest X-ray`;
    case 'ct_scan':
      return t`CT`;
    case 'mri':
      return t`MRI`;
    case 'histology':
      return t`histology`;
    case 'gross':
      return t`gross pathology`;
  }
}

/** The same as a prompt's file has it, and a question to the model. */
export const DOMAIN_WORDS: Readonly<Record<PromptDomain, string>> = {
  chest_xray: 'chest X-ray',
  ct_scan: 'CT',
  mri: 'MRI',
  histology: 'histology',
  gross: 'gross pathology',
};

const OTHER_WORDS: Readonly<Record<string, PromptDomain>> = {
  chest: 'chest_xray',
  chest_radiograph: 'chest_xray',
  ct: 'ct_scan',
  mr: 'mri',
  gross_pathology: 'gross',
};

/** The domain that is meant by `CT`, `chest X-ray`, `gross_pathology` and the like. */
export function domainNamed(words: string): PromptDomain | undefined {
  const plain = words
    .trim()
    .toLowerCase()
    .replace(/x[ _-]ray/u, 'xray')
    .replace(/[ -]+/gu, '_');
  return (
    PROMPT_DOMAINS.find((domain) => domain === plain) ??
    (Object.hasOwn(OTHER_WORDS, plain) ? OTHER_WORDS[plain] : undefined)
  );
}
