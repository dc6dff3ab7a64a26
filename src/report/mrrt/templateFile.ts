import { stringify } from 'yaml';
import { codeWords, type CodedContent } from './codedContent.ts';
import type { MrrtMetadata } from './metadata.ts';
import { commentWords } from './plainWords.ts';
import type { TemplateSubject } from './templateSubject.ts';

export interface TemplateFileParts extends TemplateSubject {
  readonly title: string;
  readonly metadata: readonly MrrtMetadata[];
  readonly coded: CodedContent;
  readonly body: string;
}

/**
 * A template file: what it is for as front matter, where it comes from as YAML comments there (creator, rights, licence,
 * codes of the whole template), and the body.
 */
export function templateFile({ title, modalities, bodyParts, metadata, coded, body }: TemplateFileParts): string {
  const front = stringify(
    {
      template: title,
      ...(modalities.length === 0 ? {} : { modality: modalities }),
      ...(bodyParts.length === 0 ? {} : { bodyPart: bodyParts }),
    },
    // Lists on one line; foreign words stay on theirs.
    { collectionStyle: 'any', lineWidth: 0 },
  );
  const origin = metadata
    .filter(({ name, value }) => name !== 'title' || value !== title)
    .map(({ name, value }) => `${name}: ${commentWords(value)}`);
  const status = coded.status === undefined ? [] : [`status: ${commentWords(coded.status)}`];
  const comments = [...origin, ...status, ...coded.terms.map(codeWords)].map((line) => `# ${line}\n`);
  return `---\n${front}${comments.join('')}---\n\n${body}`;
}
