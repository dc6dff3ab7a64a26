/** Tags and the length that mark off sequences and their items (PS3.5 section 7.5). */
export const ITEM = 0xfffee000;
export const ITEM_END = 0xfffee00d;
export const SEQUENCE_END = 0xfffee0dd;
/** Up to the delimiter. */
export const UNDEFINED_LENGTH = 0xffffffff;
