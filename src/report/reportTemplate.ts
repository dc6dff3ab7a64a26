import { setImages } from './frontMatter.ts';
import { sectionOrder, sectionTitles } from './reading/sections/sectionNames.ts';
import { applyChange } from './reading/textRange.ts';

/** A title and every section, empty. */
export const emptyReport = ['# Report', ...sectionOrder.map((kind) => `## ${sectionTitles[kind]}`)]
  .map((heading) => `${heading}\n\n`)
  .join('');

/** A new Markdown report: every section empty, its images (paths) in the front matter. */
export function newReport(images: readonly string[]): string {
  return applyChange(emptyReport, setImages(emptyReport, images, '\n'));
}
