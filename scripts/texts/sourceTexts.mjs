import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../paths.mjs';

/** Templates of these are looked up in the texts of the language. */
const tags = new Set(['t', 'messageText', 'plainText', 'markdownText', 'labelText']);
/** The command line speaks English. */
const folders = ['src', 'webview'];
const english = 'src/cli/';

/** What every language has in common: values, icons, links' targets, settings and code. */
export const fixedPart = /\{\d+\}|\$\([\w~-]+\)|\]\([^)]*\)|`[^`]+`/g;

/**
 * Every text that is looked up, once, as a bundle's key has it: its values as `{0}`, `{1}` …
 * @returns {Promise<string[]>}
 */
export async function sourceTexts() {
  return [...new Set((await Promise.all(folders.map(textsOfFolder))).flat())];
}

/** @param {string} folder */
async function textsOfFolder(folder) {
  const entries = await readdir(join(root, folder), { recursive: true });
  const files = entries.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  const speaking = files.filter((file) => file.endsWith('.ts') && !file.startsWith(english)).sort();
  return (await Promise.all(speaking.map(textsOfFile))).flat();
}

/** @param {string} file */
async function textsOfFile(file) {
  const source = ts.createSourceFile(file, await readFile(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    found.push(...keysOf(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * The keys that an expression looks up; of most none.
 * @param {ts.Node} node
 * @returns {string[]}
 */
export function keysOf(node) {
  if (ts.isTaggedTemplateExpression(node)) {
    const isLookedUp = ts.isIdentifier(node.tag) && tags.has(node.tag.text);
    // Values and icons alone have no words.
    return isLookedUp
      ? [templateKey(node.template)].filter((key) => /\p{L}/u.test(key.replaceAll(/\{\d+\}|\$\([\w~-]+\)/g, '')))
      : [];
  }
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
  const [first, second] = node.arguments;
  if (/^(t|textKey)$/.test(node.expression.text) && first && ts.isStringLiteralLike(first)) return [first.text];
  if (node.expression.text === 'counted' && second && ts.isStringLiteralLike(second))
    return [`1 ${second.text}`, `{0} ${second.text}s`];
  return [];
}

/** @param {ts.TemplateLiteral} template */
function templateKey(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce(
    (key, { literal }, index) => `${key}{${String(index)}}${literal.text}`,
    template.head.text,
  );
}
