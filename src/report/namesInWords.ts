import { t } from '@vscode/l10n';

/** File names in a sentence: "a.dcm", "a.dcm and b.dcm", "a.dcm, b.dcm and 10 more". Empty for none. */
export function namesInWords(names: readonly string[]): string {
  const [first, second, ...more] = names;
  if (first === undefined) return '';
  if (second === undefined) return first;
  if (more.length === 0) return t`${first} and ${second}`;
  if (more.length === 1) return t`${first}, ${second} and ${more[0] ?? ''}`;
  return t`${first}, ${second} and ${more.length} more`;
}
