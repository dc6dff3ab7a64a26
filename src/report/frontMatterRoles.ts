import { t } from '@vscode/l10n';
import { isMap, isScalar, parseDocument, stringify, type Pair } from 'yaml';
import { readFrontMatter } from './frontMatter.ts';
import { yamlWithout } from './frontMatterKeys.ts';
import { IMAGE_ROLES, type ImageRole } from '../display/imageRole.ts';
import type { ContentChange, LineBreak } from './reading/textRange.ts';

/** The roles that a report's front matter gives to images, by the names under `images:`. */
export interface WrittenRoles {
  readonly roles: ReadonlyMap<string, ImageRole>;
  /** A role that is none, as written; then it is not among `roles`. */
  readonly unknown: string | undefined;
}

/** Reads `roles: {old.dcm: prior}`; empty where there are none, or the front matter cannot be read. */
export function readRoles(text: string): WrittenRoles {
  const pair = rolesPair(text)?.pair;
  const roles = new Map<string, ImageRole>();
  let unknown: string | undefined;
  const value = pair?.value;
  if (isMap(value))
    for (const { key, value: written } of value.items) {
      if (!isScalar(key)) continue;
      const role = IMAGE_ROLES.find((one) => isScalar(written) && written.value === one);
      if (role) roles.set(key.source ?? String(key.value), role);
      else unknown ??= isScalar(written) ? String(written.value) : t`a list`;
    }
  else if (value !== undefined && value !== null) unknown = t`what stands behind "roles:"`;
  return { roles, unknown };
}

/**
 * The change that makes these the roles of the report's images; undefined where it has no front matter that could hold
 * them, or nothing changes.
 */
export function setRoles(
  text: string,
  roles: ReadonlyMap<string, ImageRole>,
  eol: LineBreak,
): ContentChange | undefined {
  const frontMatter = readFrontMatter(text);
  if (!frontMatter || frontMatter.problem) return undefined;
  const { yaml } = frontMatter;
  const pair = `roles: ${stringify(Object.fromEntries(roles), { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim()}`;
  const line = `${pair}${eol}`;
  const found = rolesPair(text);
  if (!found && roles.size === 0) return undefined;
  const bare = yamlWithout(text, ['roles']) ?? '';
  const map = parseDocument(bare).contents;
  if (isMap(map) && map.flow === true) {
    const inside = map.range[0] + 1;
    const added = roles.size === 0 ? '' : `${pair}${map.items.length === 0 ? '' : ', '}`;
    return {
      offset: yaml.start,
      length: yaml.end - yaml.start,
      text: bare.slice(0, inside) + added + bare.slice(inside),
    };
  }
  if (!found) return { offset: yaml.end, length: 0, text: line };
  const { start, end } = found;
  return { offset: start, length: end - start, text: roles.size === 0 ? '' : line };
}

/** The pair and its lines in the text. */
function rolesPair(text: string): { readonly pair: Pair; readonly start: number; readonly end: number } | undefined {
  const frontMatter = readFrontMatter(text);
  if (!frontMatter || frontMatter.problem) return undefined;
  const { yaml } = frontMatter;
  const { contents } = parseDocument(text.slice(yaml.start, yaml.end));
  const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === 'roles') : undefined;
  if (!pair) return undefined;
  const key = pair.key as { range?: [number, number, number] };
  const value = pair.value as { range?: [number, number, number] } | null;
  const start = yaml.start + (key.range?.[0] ?? 0);
  const last = yaml.start + (value?.range?.[1] ?? key.range?.[1] ?? 0);
  // A value in block style ends behind its line break.
  const rest = /[\r\n]$/.test(text.slice(start, last)) ? '' : /^[^\r\n]*(?:\r\n|\r|\n)?/.exec(text.slice(last))?.[0];
  return { pair: pair as unknown as Pair, start, end: Math.min(yaml.end, last + (rest?.length ?? 0)) };
}
