/** Which elements end others, as far as templates of reports need it (HTML standard, sections 13.1.2 and 13.2.6). */
export interface Ending {
  /** Ends the innermost open element of these names … */
  readonly names: ReadonlySet<string>;
  /** … unless one of these is further in. */
  readonly within: ReadonlySet<string>;
}

const voids = words('area base br col embed hr img input link meta param source track wbr frame keygen');
const blocks = words(
  'address article aside blockquote body center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section summary table ul',
);
const cells = words('td th caption');
const none = words('');

const paragraph: Ending = { names: words('p'), within: words('td th table section div li body button object') };
const cell: Ending = { names: cells, within: words('tr table') };
const row: Ending = { names: words('tr'), within: words('table') };

const endings = new Map<string, readonly Ending[]>([
  ['li', [{ names: words('li'), within: words('ul ol menu table section') }]],
  ['dt', [{ names: words('dt dd'), within: words('dl') }]],
  ['dd', [{ names: words('dt dd'), within: words('dl') }]],
  ['option', [{ names: words('option'), within: words('select datalist optgroup') }]],
  [
    'optgroup',
    [
      { names: words('option'), within: words('select') },
      { names: words('optgroup'), within: words('select') },
    ],
  ],
  ['td', [cell]],
  ['th', [cell]],
  ['tr', [cell, row]],
  ...['thead', 'tbody', 'tfoot'].map(
    (name) => [name, [cell, row, { names: words('thead tbody tfoot'), within: words('table') }]] as const,
  ),
]);

const scopes = words('td th table section body');

/** What a start tag ends first. */
export function startsEnding(name: string): readonly Ending[] {
  return endings.get(name) ?? (blocks.has(name) ? [paragraph] : []);
}

/** What an end tag does not reach beyond. */
export function endScope(name: string): ReadonlySet<string> {
  if (name === 'section' || name === 'body' || name === 'html') return none;
  if (name === 'table') return words('section');
  return name === 'tr' || name === 'td' || name === 'th' || /^t(?:head|body|foot)$/.test(name)
    ? words('table')
    : scopes;
}

export function isVoid(name: string): boolean {
  return voids.has(name);
}

/** It begins a line of its own. */
export function isBlock(name: string): boolean {
  return blocks.has(name);
}

/** How what stands in it is read: without tags, with or without entities. */
export function rawText(name: string): 'RCDATA' | 'RAWTEXT' | 'SCRIPT_DATA' | undefined {
  switch (name) {
    case 'title':
    case 'textarea':
      return 'RCDATA';
    case 'style':
    case 'xmp':
    case 'iframe':
    case 'noembed':
    case 'noframes':
      return 'RAWTEXT';
    case 'script':
      return 'SCRIPT_DATA';
    default:
      return undefined;
  }
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
