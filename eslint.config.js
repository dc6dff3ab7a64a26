import { basename } from 'node:path';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { root } from './scripts/paths.mjs';

/** Rooms that run anywhere: no `vscode`, no `node:*`, no DOM. */
const pureRooms = ['display', 'protocol', 'conversation', 'report', 'phantoms', 'text'];

/** What the editor and the command line stand on, both alike. */
const belowShells = [
  'chats',
  'consistency',
  'evaluation',
  'batch',
  'openai',
  'assistant',
  'conversion',
  'engine',
  'weights',
  'imaging',
  'files',
  ...pureRooms,
];

/**
 * Every room, and the rooms below it that it may import. Arrows run down only.
 * @type {Record<string, readonly string[]>}
 */
const arrows = {
  ...Object.fromEntries(pureRooms.map((room) => [room, pureRooms])),
  supervise: pureRooms,
  files: [],
  weights: ['files', ...pureRooms],
  engine: ['weights', 'supervise', 'files', ...pureRooms],
  imaging: ['supervise', 'files', ...pureRooms],
  conversion: ['engine', 'weights', 'supervise', 'files', ...pureRooms],
  assistant: ['engine', 'weights', 'imaging', 'files', ...pureRooms],
  batch: ['assistant', 'engine', 'weights', 'imaging', 'files', ...pureRooms],
  openai: pureRooms,
  evaluation: ['batch', 'openai', 'assistant', 'engine', 'weights', 'imaging', 'files', ...pureRooms],
  chats: ['files', ...pureRooms],
  consistency: ['evaluation', ...pureRooms],
  cli: belowShells,
  host: belowShells,
};

/**
 * @param {string} room
 * @returns {import('eslint').Linter.Config}
 */
function fence(room) {
  const mayImport = [...new Set([room, ...(arrows[room] ?? [])])];
  const otherRooms = Object.keys(arrows).filter((other) => !mayImport.includes(other));
  /** @type {({ group: string[], message: string } | { regex: string, message: string })[]} */
  const patterns = [
    {
      group: [...otherRooms.map((other) => `**/${other}/*`), '**/webview/*/*', '**/test/**'],
      message: `${room} may import only: ${mayImport.join(', ')} (see CONTRIBUTING).`,
    },
    {
      group: ['node-llama-cpp', '**/*.node'],
      message: 'Only src/engine/child touches node-llama-cpp and the native addon.',
    },
  ];
  if (pureRooms.includes(room))
    patterns.push({
      regex: '^(node:|fs$|path$|os$|url$|crypto$|child_process$|buffer$|sharp$)',
      message: `${room} is pure: it runs anywhere.`,
    });
  if (room !== 'host')
    patterns.push({ group: ['vscode'], message: 'Only src/host and src/extension.ts import vscode.' });
  return { files: [`src/${room}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

/** What interprets text in the editor, and where it is reached through instead. */
const interpretedText = [
  {
    selector:
      'MemberExpression[object.property.name="window"][property.name=/^(show(Error|Warning|Information)Message|withProgress|(show|create)QuickPick|(show|create)InputBox|createStatusBarItem|setStatusBarMessage|createOutputChannel)$/]',
    message: 'The editor interprets this text: src/host/messages reaches it, with foreign values escaped.',
  },
  {
    selector:
      'NewExpression:matches([callee.property.name=/^(MarkdownString|Hover|Diagnostic)$/], [callee.name=/^(MarkdownString|Hover|Diagnostic)$/])',
    message: 'The editor interprets this text: src/host/messages makes these, with foreign values escaped.',
  },
];

/** Links of the editor's Markdown that run commands, and its HTML: nowhere. */
const trustedMarkdown = [
  {
    selector:
      ':matches(Property[key.name=/^(isTrusted|supportHtml)$/], MemberExpression[property.name=/^(isTrusted|supportHtml)$/]:not([object.property.name="workspace"]))',
    message: 'Foreign text may be in it: Markdown is never trusted.',
  },
];

/**
 * Rules of our own.
 * @type {import('eslint').ESLint.Plugin}
 */
const house = {
  rules: {
    /** A file is named after its main export; a drawer for odds and ends has none. */
    'file-name': {
      create: (context) => ({
        Program(node) {
          if (/utils?|helpers?|managers?|common|misc/i.test(basename(context.filename))) {
            context.report({
              node,
              message: 'Name the file after its main export: no utils, helpers, manager, common.',
            });
          }
        },
      }),
    },
  },
};

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'native/build/', 'build/', 'node_modules/', 'test-results/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['tsconfig/*.json'], tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Under noUncheckedIndexedAccess a pixel loop within its bounds has to say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Implementations of the editor's interfaces have their type parameters, and JSON is read as what it is known to be.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // An interface may ask for a promise where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.ts', '**/*.mjs'],
    plugins: { 'import-x': importX, house },
    settings: {
      'import-x/extensions': ['.ts', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs'] })],
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-duplicates': ['error', { 'prefer-inline': false }],
      'house/file-name': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['test/**/*.ts'], rules: { 'max-lines': ['error', { max: 400 }] } },
  {
    // Pure parts are tested without the editor: on plain objects with the parts of its classes that they use.
    files: ['test/unit/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  ...Object.keys(arrows).map(fence),
  {
    files: ['src/host/**/*.ts', 'src/extension.ts'],
    ignores: ['src/host/messages/**'],
    rules: { 'no-restricted-syntax': ['error', ...interpretedText, ...trustedMarkdown] },
  },
  {
    files: ['webview/**/*.ts'],
    ignores: ['webview/shared/html.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value="lit-html"] ImportSpecifier[imported.name=/^(html|svg)$/]',
          message: 'Names and tags come from files: html of webview/shared writes out what is not seen in them.',
        },
      ],
    },
  },
  { files: ['src/host/messages/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...trustedMarkdown] } },
  {
    files: ['src/engine/child/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                'vscode',
                ...Object.keys(arrows)
                  .filter((room) => room !== 'engine' && !arrows['engine']?.includes(room))
                  .map((room) => `**/${room}/*`),
              ],
              message: 'The engine child stands below every other room.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/extension.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/cli/*', 'node-llama-cpp'],
              message: 'extension.ts builds the services and registers the features, nothing else.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['webview/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/src/(?!protocol/|conversation/|display/|text/)',
              message: 'A view imports only protocol, conversation, display and text.',
            },
            { regex: '^(node:|vscode$|sharp$|node-llama-cpp$)', message: 'A view is browser code.' },
          ],
        },
      ],
    },
  },
);
