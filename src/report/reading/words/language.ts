/** Languages whose reports are read: ISO 639-1. */
export const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'] as const;

export type Language = (typeof languages)[number];
