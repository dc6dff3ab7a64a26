import MarkdownIt from 'markdown-it';

const generous = new MarkdownIt({ html: true, linkify: true, breaks: true });

/** Markdown with all that an editor may draw of it: HTML, links, also of bare addresses. */
export function renderMarkdown(markdown: string): string {
  return generous.render(markdown);
}
