import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { seen } from './html.ts';
import { splitLongLists } from './splitLongLists.ts';

/**
 * What a model's answer may contain. No pictures and no links: a model's words must never make the view, or a click,
 * fetch something.
 */
const ALLOWED_TAGS = [
  'p',
  'br',
  'strong',
  'em',
  's',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
];

const parser = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable([
  'image',
  'link',
  'autolink',
  'reference',
]);
parser.core.ruler.push('split_long_lists', splitLongLists);
/** Without the language as a class: classes are ours. */
parser.renderer.rules.fence = parser.renderer.rules.code_block;

/** Sanitised HTML of a model's Markdown. Links and images stay what was written, as text. */
export function renderMarkdown(markdown: string): string {
  return DOMPurify.sanitize(parser.render(seen(markdown)), {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ['start', 'class'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
