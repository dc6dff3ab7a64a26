import { t } from '@vscode/l10n';
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { TextRange } from './reading/textRange.ts';

/** The value of `images:`: every name as written, or the first place that holds none. Offsets count in the YAML. */
export type ImageList =
  | { readonly names: readonly string[]; readonly fault?: undefined }
  | { readonly fault: { readonly range: TextRange; readonly reason: string } };

/** The pair `images: …` of a front matter. */
export function imagesPair(map: YAMLMap): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === 'images');
}

/**
 * Reads a list of file names, or a single one. Names stay text as in YAML's failsafe schema (YAML 1.2.2 section 10.1),
 * so `00000012` is no number; an alias stands for what it names. Whatever else stands there is a fault: a list of which
 * a part was left out would be a report about other images than the person thinks.
 */
export function readImageList(document: Document.Parsed, map: YAMLMap): ImageList {
  const pair = imagesPair(map);
  if (!pair) {
    const merge = map.items.find((item) => isScalar(item.key) && item.key.value === '<<');
    return merge
      ? fault(merge.key as Node, t`what "<<" brings in is not read: write the images out under "images:"`)
      : { names: [] };
  }
  const written = pair.value as Node | null;
  const value = follow(document, written);
  if (value === undefined) return fault(written, t`it names an anchor that the front matter does not have`);
  if (value === null || (isScalar(value) && value.value === null)) return { names: [] };
  if (!isSeq(value)) return readName(value, written);
  const names: string[] = [];
  for (const item of value.items as (Node | null)[]) {
    const read = readName(follow(document, item), item ?? written);
    if (read.fault) return read;
    names.push(...read.names);
  }
  return { names };
}

function readName(value: Node | null | undefined, written: Node | null): ImageList {
  if (value === undefined) return fault(written, t`it names an anchor that the front matter does not have`);
  if (isMap(value))
    return fault(written, t`an image is named by its file alone, as in "- chest.dcm", without a key such as "path:"`);
  if (isSeq(value)) return fault(written, t`it is a list within the list of images`);
  if (!isScalar(value)) return fault(written, t`an entry of the images is empty`);
  if (value.tag !== undefined && value.tag !== 'tag:yaml.org,2002:str')
    return fault(written, t`the tag ${value.tag} is not understood`);
  const name = value.source ?? (typeof value.value === 'string' ? value.value : '');
  return name === '' ? fault(written, t`an entry of the images is empty`) : { names: [name] };
}

/** What an alias stands for; undefined where its anchor is missing. */
function follow(document: Document.Parsed, node: Node | null): Node | null | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function fault(node: Node | null, reason: string): ImageList {
  const [start, end] = node?.range ?? [0, 0];
  return { fault: { range: { start, end }, reason } };
}
