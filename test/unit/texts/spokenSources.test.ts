/** The sources of the texts: nothing is said too early, and no view says anything that is not looked up. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../../scripts/paths.mjs';
import { keysOf } from '../../../scripts/texts/sourceTexts.mjs';

function sources(folder: string): ts.SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(root, folder, name);
      return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    });
}

function where(node: ts.Node, what: string): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName.slice(root.length + 1)}:${String(line + 1)} ${what}`;
}

function all<T>(source: ts.SourceFile, find: (node: ts.Node) => T[]): T[] {
  const visit = (node: ts.Node): T[] => {
    const found = find(node);
    ts.forEachChild(node, (child) => {
      found.push(...visit(child));
    });
    return found;
  };
  return visit(source);
}

/** A key that is named here and looked up later. */
function isMark(node: ts.Node): boolean {
  return ts.isCallExpression(node) && node.expression.getText() === 'textKey';
}

/** In a function, or made with an object: later than its module. */
function isLater(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) return false;
  if (ts.isFunctionLike(node)) return true;
  if (ts.isPropertyDeclaration(node)) return !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  return isLater(node.parent);
}

/** What a view's template says by itself, in text and in the attributes that are read. */
function ownWords(template: ts.TemplateLiteral): string[] {
  const hole = '\u0000';
  const markup = ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : template.head.text + template.templateSpans.map(({ literal }) => hole + literal.text).join('');
  const attributes = markup.matchAll(
    /\b(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt)=(?:"([^"]*)"|'([^']*)'|([^\s>]*))/g,
  );
  const texts = markup.replaceAll(/<!--[^]*?-->/g, '').split(/<[^>]*>/);
  return [...[...attributes].map(([, ...values]) => values.join('')), ...texts]
    .map((text) => text.replaceAll(hole, '').trim())
    .filter((text) => /\p{L}{2}/u.test(text));
}

describe('texts of the sources', () => {
  it('are not looked up before the language is known', () => {
    const early = ['src', 'webview']
      .flatMap(sources)
      .flatMap((source) =>
        all(source, (node) =>
          keysOf(node).length > 0 && !isMark(node) && !isLater(node) ? [where(node, node.getText().slice(0, 80))] : [],
        ),
      );
    assert.deepEqual(early, []);
  });

  it('are looked up wherever a view says something', () => {
    const words = sources('webview').flatMap((source) =>
      all(source, (node) =>
        ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && /^(html|svg)$/.test(node.tag.text)
          ? ownWords(node.template).map((text) => where(node, text))
          : [],
      ),
    );
    assert.deepEqual(words, []);
  });
});
