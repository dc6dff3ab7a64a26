import { readFrontMatter } from '../frontMatter.ts';
import { isBlankYaml, yamlWithout } from '../frontMatterKeys.ts';
import { withLineBreaks } from '../reading/textRange.ts';
import { addendaIn } from './addendum.ts';
import { signOffKeys } from './reportStatus.ts';

/** With more addenda than these, the oldest are looked at no more. */
const mostAddenda = 50;

/**
 * The text whose SHA-256 is signed: all of the report but the keys that say so. Line breaks are `\n`; a byte order mark,
 * blank lines at its start and white space at its end do not count, nor does front matter that holds nothing else. It
 * does not depend on how sections are read, so a signature outlives what the reading learns.
 */
export function signedText(text: string): string {
  const unix = withLineBreaks(text.replace(/^\uFEFF/, ''), '\n');
  return withoutBlankEdges(withoutKeys(unix));
}

/**
 * What may have been signed of a report, the longest first: all of it, and what stands above each addendum. An addendum
 * that was there when the report was signed is signed too.
 */
export function signedParts(text: string): readonly string[] {
  const whole = signedText(text);
  const above = addendaIn(whole)
    .slice(-mostAddenda)
    .map(({ start }) => withoutBlankEdges(whole.slice(0, start)));
  return [whole, ...above.reverse()];
}

function withoutKeys(text: string): string {
  const frontMatter = readFrontMatter(text);
  const yaml = yamlWithout(text, signOffKeys);
  // What cannot be read is taken as it is, and cannot be signed: nothing can be written into it.
  if (!frontMatter || yaml === undefined) return text;
  return isBlankYaml(yaml)
    ? text.slice(frontMatter.range.end)
    : text.slice(0, frontMatter.yaml.start) + yaml + text.slice(frontMatter.yaml.end);
}

function withoutBlankEdges(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
