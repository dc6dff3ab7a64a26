/** Looks up what PS3.15 Table E.1-1 says of an attribute, repeating groups and private attributes included. */
import { PROFILE_TABLE, type ProfileOption } from './profileTable.ts';

/** PS3.15 Table E.1-1a. Of a compound one, the first that keeps the object valid applies. */
export type ProfileAction = 'X' | 'Z' | 'D' | 'U' | 'Z/D' | 'X/Z' | 'X/D' | 'X/Z/D' | 'X/Z/U*';
/** Keep, or clean. */
export type OptionAction = 'K' | 'C';

export interface ProfileEntry {
  readonly action: ProfileAction;
  /** Where an option changes the action. */
  readonly options: Readonly<Partial<Record<ProfileOption, OptionAction>>>;
}

/** By `ggggeeee`; repeating groups as `50xxxxxx`, `60xx3000`, `60xx4000`; private attributes as `private`. */
export const PROFILE_ENTRIES: ReadonlyMap<string, ProfileEntry> = new Map(
  Object.entries(PROFILE_TABLE).flatMap(([key, tags]) => {
    const [action, ...options] = key.split(' ');
    const entry: ProfileEntry = {
      action: action as ProfileAction,
      options: Object.fromEntries(options.map((option) => option.split(':'))) as ProfileEntry['options'],
    };
    return expand(tags).map((tag) => [tag, entry] as const);
  }),
);

/** `tag` is the attribute's number, group in the upper half: 0x00100010. Undefined: the profile keeps the attribute. */
export function profileEntry(tag: number): ProfileEntry | undefined {
  const group = tag >>> 16;
  const element = tag & 0xffff;
  if (group % 2 === 1) return PROFILE_ENTRIES.get('private');
  if (isRepeating(group, 0x5000)) return PROFILE_ENTRIES.get('50xxxxxx');
  if (isRepeating(group, 0x6000)) return PROFILE_ENTRIES.get(`60xx${element.toString(16).padStart(4, '0')}`);
  return PROFILE_ENTRIES.get(tag.toString(16).padStart(8, '0'));
}

/** Curves stand in the groups 5000 to 50FE, overlays in 6000 to 60FE, even ones. */
export function isRepeating(group: number, first: 0x5000 | 0x6000): boolean {
  return (group & 0xff00) === first && group % 2 === 0;
}

function expand(tags: string): string[] {
  return tags
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      const [group = '', elements] = word.split(':');
      return elements === undefined ? [group] : elements.split(',').map((element) => group + element);
    });
}
