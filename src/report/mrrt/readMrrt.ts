import { t } from '@vscode/l10n';
import { TemplateError } from '../templates/templateError.ts';
import { foreignText } from '../../text/foreignText.ts';
import { codeWords, readCodedContent } from './codedContent.ts';
import { attribute, elementsOf, textOf } from './element.ts';
import { htmlTree, type HtmlElement, type Markup } from './htmlTree.ts';
import { readMetadata, titleOf, type MrrtMetadata } from './metadata.ts';
import { templateBody } from './templateBody.ts';
import { templateFile } from './templateFile.ts';
import { templateSubject } from './templateSubject.ts';
import { unreadParts } from './unreadParts.ts';

/** A report template of the IHE profile "Management of Radiology Report Templates" (MRRT), as RSNA's RadReport has them. */
export interface MrrtTemplate {
  readonly title: string;
  /** DICOM Modality (0008,0060) and Body Part Examined (0018,0015), from its title, subject and own codes. */
  readonly modalities: readonly string[];
  readonly bodyParts: readonly string[];
  /** In the words of Dublin Core, as in the file. */
  readonly metadata: readonly MrrtMetadata[];
  /** A template file, as `readTemplate` reads it. */
  readonly markdown: string;
  /** What could not be read: each a sentence that names its line. */
  readonly unread: readonly string[];
}

/** Characters that a template may have. */
export const mrrtLimit = 2_000_000;

/** So much of what was left out is said one by one. */
const mostUnread = 200;

/**
 * Reads a template in HTML 5 or XHTML, also one that strays from the profile. No script of it is run, and nothing of it
 * is looked up. Throws a `TemplateError`, without the file's name, for what is no HTML, holds nothing, or is too long.
 */
export function readMrrt(html: string): MrrtTemplate {
  if (html.length > mrrtLimit)
    throw new TemplateError(
      t`It is longer than ${String(mrrtLimit / 1_000_000)} million characters, as no report template is. Choose the template alone.`,
    );
  const root = htmlTree(html, markupOf(html));
  refuseOthers(html, root);
  const metadata = readMetadata(root);
  const coded = readCodedContent(root);
  const title = foreignText(titleOf(root, metadata)) || 'Imported template';
  const unread: { readonly line: number; readonly what: string }[] = unreadParts(root);
  const language = metadata.find(({ name }) => name === 'language')?.value ?? languageOf(root);
  const body = templateBody(root, {
    title,
    language,
    coded,
    onUnread: (line, what) => {
      unread.push({ line, what });
    },
  });
  if (body.trim() === '')
    throw new TemplateError(
      t`It holds no section, field or text of a report. Choose a report template in HTML (IHE MRRT, RSNA RadReport).`,
    );
  const ids = new Set([...elementsOf(root)].map((element) => attribute(element, 'id')));
  for (const { of, codes, line } of coded.entries)
    if (!ids.has(of))
      unread.push({
        line,
        what: t`${codes.map(codeWords).join(', ')} is of "${of}", which the template does not have`,
      });
  const subjects = metadata.filter(({ name }) => name === 'subject').map(({ value }) => value);
  const subject = templateSubject([title, ...subjects, ...coded.terms.map(({ meaning }) => meaning)]);
  return {
    title,
    ...subject,
    metadata,
    markdown: templateFile({ title, ...subject, metadata, coded, body }),
    unread: sentences(unread),
  };
}

function markupOf(html: string): Markup {
  return /^\uFEFF?\s*<\?xml\b/.test(html) || /<html\b[^>]{0,500}\bxmlns\s*=/i.test(html.slice(0, 20_000))
    ? 'xhtml'
    : 'html';
}

function languageOf(root: HtmlElement): string {
  const html = [...elementsOf(root)].find(({ name }) => name === 'html');
  return html ? attribute(html, 'lang') || attribute(html, 'xml:lang') : '';
}

/** Elements of which every page has one. */
const ofHtml = new Set(
  'html head body section header p div span table input select textarea h1 h2 h3 h4 ul ol br'.split(' '),
);

function refuseOthers(html: string, root: HtmlElement): void {
  const hasElements = [...elementsOf(root)].some(({ name }) => ofHtml.has(name));
  if (hasElements && !html.slice(0, 1000).includes('\0')) return;
  const start = html.replace(/^\uFEFF?\s*/, '').slice(0, 5);
  throw new TemplateError(whatElse(start, textOf(root).trim() === ''));
}

function whatElse(start: string, isEmpty: boolean): string {
  if (start.startsWith('%PDF'))
    return t`It is a PDF, so it was not imported. Choose a report template in HTML (IHE MRRT, RSNA RadReport).`;
  if (start.startsWith('PK'))
    return t`It is a ZIP or an Office file, so it was not imported. Choose a report template in HTML (IHE MRRT, RSNA RadReport).`;
  if (start.startsWith('<'))
    return t`It is XML of another kind, so it was not imported. Choose a report template in HTML (IHE MRRT, RSNA RadReport).`;
  return isEmpty
    ? t`It is empty, so it was not imported. Choose a report template in HTML (IHE MRRT, RSNA RadReport).`
    : t`It is not HTML, so it was not imported. Choose a report template in HTML (IHE MRRT, RSNA RadReport).`;
}

function sentences(unread: readonly { readonly line: number; readonly what: string }[]): string[] {
  const sorted = unread.toSorted((one, other) => one.line - other.line);
  const said = sorted.slice(0, mostUnread).map(({ line, what }) => t`Line ${line}: ${foreignText(what)}.`);
  const more = sorted.length - said.length;
  return more > 0 ? [...said, t`${more} more things were left out.`] : said;
}
