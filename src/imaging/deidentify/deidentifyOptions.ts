/** What a person chooses about de-identifying (PS3.15 section E.3); everything else is the Basic Profile. */
export interface DeidentifyOptions {
  /**
   * `remove`: by the Basic Profile. `shift`: Retain Longitudinal Temporal Information with Modified Dates; all dates of
   * a patient move by one number of days, times of day stay. `keep`: … with Full Dates.
   */
  readonly dates: 'remove' | 'shift' | 'keep';
  /** Retain UIDs Option: else every instance UID is replaced, the same one always by the same. */
  readonly keepUids: boolean;
  /**
   * Clean Descriptors Option: of descriptions, the words of a closed list of radiology terms stay; else they are
   * removed.
   */
  readonly cleanDescriptors: boolean;
}

export const BASIC_PROFILE_ONLY: DeidentifyOptions = { dates: 'remove', keepUids: false, cleanDescriptors: false };

/** PS3.16 CID 7050, the codes of what was done. */
export function methodCodes(options: DeidentifyOptions): readonly (readonly [code: string, meaning: string])[] {
  return [
    ['113100', 'Basic Application Confidentiality Profile'],
    ...(options.cleanDescriptors ? [['113105', 'Clean Descriptors Option'] as const] : []),
    ...(options.dates === 'keep'
      ? [['113106', 'Retain Longitudinal Temporal Information Full Dates Option'] as const]
      : []),
    ...(options.dates === 'shift'
      ? [['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'] as const]
      : []),
    ...(options.keepUids ? [['113110', 'Retain UIDs Option'] as const] : []),
  ];
}
