import { readFrontMatter, setImages } from './frontMatter.ts';
import { readRoles, setRoles } from './frontMatterRoles.ts';
import { applyChange, type ContentChange, type LineBreak } from './reading/textRange.ts';

/**
 * The change that gives the report's images other names, under `images:` and `roles:` alike; undefined where nothing
 * changes or the front matter cannot be read whole.
 */
export function renameImages(
  text: string,
  rename: (name: string) => string,
  eol: LineBreak,
): ContentChange | undefined {
  const frontMatter = readFrontMatter(text);
  if (!frontMatter || frontMatter.problem) return undefined;
  const names = frontMatter.images.map(rename);
  if (names.every((name, index) => name === frontMatter.images[index])) return undefined;
  const { roles } = readRoles(text);
  let renamed = applyChange(text, setImages(text, names, eol));
  const change = setRoles(renamed, new Map([...roles].map(([name, role]) => [rename(name), role])), eol);
  if (change) renamed = applyChange(renamed, change);
  const { end } = frontMatter.range;
  return { offset: 0, length: end, text: renamed.slice(0, renamed.length - (text.length - end)) };
}
