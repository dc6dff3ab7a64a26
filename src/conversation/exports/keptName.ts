/** Name under which a chat keeps the bytes of an image: its base name, without what file systems refuse. */
export function keptName(name: string): string {
  const base = name.split(/[\\/]/u).at(-1) ?? '';
  const safe = base.replaceAll(/[<>:"|?*\p{Cc}]/gu, '_').slice(-200);
  return /^\.*$/u.test(safe) ? 'image' : safe;
}
