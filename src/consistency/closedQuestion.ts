/** Spellings with which answers to a closed question begin: yes, and no. */
export const YES_AND_NO = [
  ['Yes', 'yes', 'YES'],
  ['No', 'no', 'NO'],
] as const;
