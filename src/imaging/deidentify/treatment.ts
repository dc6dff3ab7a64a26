/**
 * What is done to an attribute under the chosen options: PS3.15 Table E.1-1, and our rule where the table leaves a
 * choice or says nothing.
 */
import type { DictionaryEntry } from '../dicom/dataSet/dataDictionary.ts';
import { isRepeating, profileEntry, type ProfileEntry } from './basicProfile.ts';
import type { CountedTreatment } from './deidentifyContract.ts';
import type { DeidentifyOptions } from './deidentifyOptions.ts';

/**
 * Of a sequence, `keep` means that its items are treated one by one, and `replace` that its shape stays and every value
 * becomes a dummy.
 */
export type Treatment = 'keep' | CountedTreatment;

const TEXT_VRS: ReadonlySet<string> = new Set(['LO', 'LT', 'SH', 'ST', 'UC', 'UT']);
const FREE_TEXT_VRS: ReadonlySet<string> = new Set(['LT', 'ST', 'UT']);
const DATE_VRS: ReadonlySet<string> = new Set(['DA', 'DT']);
/**
 * Persons, ages, points in time and addresses: beyond the table, because it lists the attributes of medical imaging
 * only.
 */
const IDENTIFYING_VRS: ReadonlySet<string> = new Set(['PN', 'AS', 'DA', 'DT', 'TM', 'AE', 'UR']);
/**
 * Attributes of plain text that say who or when by their name: dates of birth and death in other calendars, addresses,
 * telephone numbers, travel papers.
 */
const IDENTIFYING_KEYWORDS =
  /BirthDate|DeathDate|Address|TelephoneNumber|ContactDisplayName|OwnerID|BoardingPass|Itinerary|CarrierID/;
/** Short texts that a person types freely. */
const FREE_TEXT_KEYWORDS = /Comments?$/;
/** UIDs of these say of what kind something is, not which one it is. */
const KIND_OF_UID =
  /Class|TransferSyntax|CodingScheme|ContextUID|ContextGroup|MappingResource|CreatorVersion|PrivateInformation/;
/**
 * Written anew: Patient Identity Removed, De-identification Method and its codes, Longitudinal Temporal Information
 * Modified.
 */
const OWN_TAGS: ReadonlySet<number> = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303]);
/** What was encrypted by others cannot be looked into. */
const ENCRYPTED_ATTRIBUTES = 0x04000500;

/** `entry`: the data dictionary's, undefined for an attribute that it does not know. */
export function treatment(tag: number, entry: DictionaryEntry | undefined, options: DeidentifyOptions): Treatment {
  const group = tag >>> 16;
  if (group % 2 === 1) return 'removePrivate';
  // Group lengths, commands, file meta information and directory records have no place in an image; planes go as a
  // whole.
  if (tag % 0x10000 === 0 || group < 0x0008 || isRepeating(group, 0x5000) || isRepeating(group, 0x6000))
    return 'remove';
  const profile = profileEntry(tag);
  if (profile !== undefined) return byProfile(profile, entry?.vr ?? 'UN', options);
  if (entry === undefined) return 'removeUnknown';
  return beyondProfile(tag, entry, options);
}

function byProfile({ action, options: changed }: ProfileEntry, vr: string, options: DeidentifyOptions): Treatment {
  if (options.dates === 'keep' && changed.fullDates === 'K') return 'keep';
  if (options.dates === 'shift' && changed.modifiedDates === 'C') {
    if (DATE_VRS.has(vr)) return 'shiftDates';
    if (vr === 'TM') return 'keep';
  }
  if (options.keepUids && changed.uids === 'K') return 'keep';
  if (options.cleanDescriptors && changed.descriptors === 'C' && TEXT_VRS.has(vr)) return 'clean';
  return byAction(action);
}

/**
 * Of a compound action the one that is valid whatever Type the attribute has in its IOD: a value before an empty one,
 * that before none.
 */
export function byAction(action: ProfileEntry['action']): Treatment {
  // The instances referred to have new UIDs, and the items of the sequence are treated like the rest of the data set.
  if (action === 'X/Z/U*') return 'keep';
  if (action === 'U') return 'mapUids';
  if (action.includes('D')) return 'replace';
  return action.includes('Z') ? 'empty' : 'remove';
}

/**
 * The table keeps all that it does not list; this is stricter where the VR itself tells of persons, times, places or
 * free text.
 */
function beyondProfile(tag: number, { vr, keyword }: DictionaryEntry, options: DeidentifyOptions): Treatment {
  if (OWN_TAGS.has(tag) || tag === ENCRYPTED_ATTRIBUTES || IDENTIFYING_VRS.has(vr)) return 'remove';
  if (TEXT_VRS.has(vr) && IDENTIFYING_KEYWORDS.test(keyword)) return 'remove';
  if (vr === 'UI') return options.keepUids || KIND_OF_UID.test(keyword) ? 'keep' : 'mapUids';
  if (FREE_TEXT_VRS.has(vr) || (TEXT_VRS.has(vr) && FREE_TEXT_KEYWORDS.test(keyword)))
    return options.cleanDescriptors ? 'clean' : 'replace';
  return 'keep';
}
