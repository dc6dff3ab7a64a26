import { setImages } from './frontMatter.ts';
import { sectionOrder, sectionTitles } from './reading/sections/sectionNames.ts';
import { applyChange } from './reading/textRange.ts';

/** A new Markdown report: every section empty, its images (paths) in the front matter. */
export function newReport(images: readonly string[]): string {
  const body = ['# Report', ...sectionOrder.map((kind) => `## ${sectionTitles[kind]}`)]
    .map((heading) => `${heading}\n\n`)
    .join('');
  return applyChange(body, setImages(body, images, '\n'));
}
