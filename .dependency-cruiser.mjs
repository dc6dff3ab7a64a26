/**
 * No circles, types counted: neither between files nor between folders. Which room may import which is in
 * eslint.config.js.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-circle-of-files',
      comment: 'These files import each other, if only a type. What both need moves into a file below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      comment: 'These folders import each other. What both need moves into a folder below both.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imaging-face-on-top',
      comment: 'What stands loose in src/imaging is its face, which only the child process below it knows.',
      severity: 'error',
      from: { path: '^src/imaging/(?!child/)[^/]+/' },
      to: { path: '^src/imaging/[^/]+$' },
    },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
