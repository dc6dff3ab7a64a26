/** Words whose other side is written with the same ending; a word of which that is not so has none here. */
const pairs: readonly (readonly [left: string, right: string])[] = [
  ['left', 'right'],
  ['lt', 'rt'],
  ['l', 'r'],
  ['lll', 'rll'],
  ['lul', 'rul'],
  ['luq', 'ruq'],
  ['llq', 'rlq'],
  ['links', 'rechts'],
  ['linke', 'rechte'],
  ['linker', 'rechter'],
  ['linken', 'rechten'],
  ['linkes', 'rechtes'],
  ['linksseitig', 'rechtsseitig'],
  ['linksseitige', 'rechtsseitige'],
  ['linksseitiger', 'rechtsseitiger'],
  ['linksseitigen', 'rechtsseitigen'],
  ['linksseitiges', 'rechtsseitiges'],
  ['linkszijdig', 'rechtszijdig'],
  ['linkszijdige', 'rechtszijdige'],
  ['izquierdo', 'derecho'],
  ['izquierda', 'derecha'],
  ['izquierdos', 'derechos'],
  ['izquierdas', 'derechas'],
  ['sinistro', 'destro'],
  ['sinistra', 'destra'],
  ['sinistri', 'destri'],
  ['sinistre', 'destre'],
  ['sx', 'dx'],
  ['esquerdo', 'direito'],
  ['esquerda', 'direita'],
  ['esquerdos', 'direitos'],
  ['esquerdas', 'direitas'],
];

/** The word for the other side in the same case; undefined for a word that has none for sure. */
export function oppositeWord(word: string): string | undefined {
  const lower = word.toLowerCase();
  const pair = pairs.find((one) => one.includes(lower));
  const other = pair?.find((one) => one !== lower);
  if (other === undefined) return undefined;
  if (word === word.toUpperCase()) return other.toUpperCase();
  return word.charAt(0) === lower.charAt(0) ? other : other.charAt(0).toUpperCase() + other.slice(1);
}
