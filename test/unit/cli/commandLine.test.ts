import assert from 'node:assert/strict';
import { parseCommandLine } from '../../../src/cli/commandLine.ts';
import { HELP, UsageError } from '../../../src/cli/usage.ts';

const DEFAULTS = {
  json: false,
  modelPath: undefined,
  projectorPath: undefined,
  gpu: 'auto',
  contextSize: 0,
  threads: 0,
  sampling: { temperature: 0.2, topP: 0.7, maxTokens: 512, seed: 0 },
  frame: 0,
  voi: undefined,
  allowDamaged: false,
};

const refuses = (line: readonly string[], says: RegExp): void => {
  assert.throws(
    () => parseCommandLine(line),
    (error) => error instanceof UsageError && says.test(error.message),
    line.join(' '),
  );
};

describe('command line', () => {
  it('ask takes images and, last, the question', () => {
    const command = parseCommandLine(['ask', 'a.dcm', 'b.png', 'Is there a pleural effusion?']);
    assert.deepEqual(command, {
      kind: 'ask',
      images: ['a.dcm', 'b.png'],
      question: 'Is there a pleural effusion?',
      options: DEFAULTS,
    });
  });

  it('draft takes a section, findings by default', () => {
    const findings = {
      kind: 'draft',
      section: 'findings',
      images: ['a.dcm'],
      findingsPath: undefined,
      indication: undefined,
      options: DEFAULTS,
    };
    assert.deepEqual(parseCommandLine(['draft', 'a.dcm']), findings);
    assert.deepEqual(parseCommandLine(['draft', '--section', 'findings', 'a.dcm', '--indication', 'cough']), {
      ...findings,
      indication: 'cough',
    });
    assert.deepEqual(parseCommandLine(['draft', '--section', 'impression', '--findings', '-']), {
      ...findings,
      section: 'impression',
      images: [],
      findingsPath: '-',
    });
  });

  it('info takes the demo model, arguments or options', () => {
    assert.deepEqual(parseCommandLine(['info']), { kind: 'info', options: DEFAULTS });
    const named = { kind: 'info', options: { ...DEFAULTS, modelPath: 'm.gguf', projectorPath: 'p.gguf' } };
    assert.deepEqual(parseCommandLine(['info', 'm.gguf', 'p.gguf']), named);
    assert.deepEqual(parseCommandLine(['info', '--model', 'm.gguf', '--mmproj=p.gguf']), named);
  });

  it('reads every option', () => {
    const line = [
      'ask',
      'a.dcm',
      '--json',
      '--model',
      'm.gguf',
      '--mmproj',
      'p.gguf',
      '--gpu',
      'vulkan',
      '--context',
      '2048',
      '--threads',
      '2',
      '--temperature',
      '0',
      '--top-p',
      '0.9',
      '--max-tokens',
      '64',
      '--seed',
      '7',
      '--frame',
      '3',
      '--window',
      '40,400',
      '--allow-damaged',
      'What?',
    ];
    const command = parseCommandLine(line);
    assert.equal(command.kind, 'ask');
    assert.deepEqual(command.options, {
      json: true,
      allowDamaged: true,
      modelPath: 'm.gguf',
      projectorPath: 'p.gguf',
      gpu: 'vulkan',
      contextSize: 2048,
      threads: 2,
      sampling: { temperature: 0, topP: 0.9, maxTokens: 64, seed: 7 },
      frame: 2,
      voi: { kind: 'window', center: 40, width: 400 },
    });
  });

  it('reads a window with a negative center as it is typed', () => {
    for (const window of [['--window', '-600,1500'], ['--window=-600,1500']]) {
      const command = parseCommandLine(['ask', ...window, 'a.dcm', 'What?']);
      assert.ok(command.kind === 'ask');
      assert.deepEqual(command.options.voi, { kind: 'window', center: -600, width: 1500 });
    }
  });

  it('answers --help and --version before anything else', () => {
    for (const line of [['--help'], ['-h'], ['help'], ['ask', '--help'], ['--help', '--version']])
      assert.deepEqual(parseCommandLine(line), { kind: 'help' });
    assert.deepEqual(parseCommandLine(['--version']), { kind: 'version' });
  });

  it('reads decode', () => {
    const line = [
      'decode',
      'a.dcm',
      '--frame',
      '2',
      '--stored',
      'a.raw',
      '--display',
      'a.png',
      '--window',
      '40,400',
      '--json',
    ];
    const voi = { kind: 'window', center: 40, width: 400 };
    assert.deepEqual(parseCommandLine(line), {
      kind: 'decode',
      image: 'a.dcm',
      frame: 1,
      voi,
      storedPath: 'a.raw',
      displayPath: 'a.png',
      json: true,
    });
    for (const wrong of [['decode'], ['decode', 'a.dcm', 'b.dcm']]) refuses(wrong, /decode takes one image/);
  });

  it('reads deidentify', () => {
    const none = { dates: 'remove', keepUids: false, cleanDescriptors: false };
    assert.deepEqual(parseCommandLine(['deidentify', 'in', 'out']), {
      kind: 'deidentify',
      input: 'in',
      output: 'out',
      options: none,
      keyFile: undefined,
      json: false,
    });
    const line = [
      'deidentify',
      'in',
      'out',
      '--shift-dates',
      '--retain-uids',
      '--clean-descriptors',
      '--key-file',
      'key',
      '--json',
    ];
    assert.deepEqual(parseCommandLine(line), {
      kind: 'deidentify',
      input: 'in',
      output: 'out',
      options: { dates: 'shift', keepUids: true, cleanDescriptors: true },
      keyFile: 'key',
      json: true,
    });
    for (const wrong of [['deidentify'], ['deidentify', 'in'], ['deidentify', 'in', 'out', 'more']])
      refuses(wrong, /a file or folder and the folder/);
    refuses(['deidentify', 'in', 'out', '--retain-dates', '--shift-dates'], /--retain-dates or --shift-dates/);
    refuses(['ask', 'a.dcm', 'What?', '--retain-uids'], /--retain-uids belongs to deidentify/);
    refuses(['deidentify', 'in', 'out', '--stored', 'x'], /--stored belongs to decode/);
  });

  it('refuses what it cannot do, and says what it wants', () => {
    refuses([], /ask, draft, info, decode or deidentify/);
    refuses(['describe', 'a.dcm'], /no command "describe"/);
    refuses(['ask'], /at least one image and, last, a question/);
    refuses(['ask', 'a.dcm'], /question/);
    refuses(['ask', 'a.dcm', '  '], /question is empty/);
    refuses(['ask', 'a.dcm', 'What?', '--section', 'findings'], /--section belongs to draft/);
    refuses(['ask', 'a.dcm', 'What?', '--colour'], /--colour/);
    refuses(['draft'], /at least one image/);
    refuses(['draft', 'a.dcm', '--section', 'technique'], /findings, impression; not "technique"/);
    refuses(['draft', 'a.dcm', '--findings', 'f.txt'], /--section impression/);
    refuses(['draft', '--section', 'impression'], /--findings FILE/);
    refuses(['draft', 'a.dcm', '--section', 'impression', '--findings', 'f.txt'], /leave the image out/);
    refuses(['info', 'm.gguf', 'p.gguf', 'x.gguf'], /no more/);
    refuses(['info', 'm.gguf', '--model', 'm.gguf'], /once/);
    refuses(['info', '--mmproj', 'p.gguf'], /--model as well/);
  });

  it('refuses values out of range', () => {
    const ask = (...options: string[]): string[] => ['ask', 'a.dcm', 'What?', ...options];
    refuses(ask('--temperature', 'hot'), /--temperature is a number from 0 to 2; not "hot"/);
    refuses(ask('--temperature', '3'), /from 0 to 2/);
    refuses(ask('--seed', '1.5'), /whole number/);
    refuses(ask('--max-tokens', '0'), /from 1 to 8192/);
    refuses(ask('--frame', '0'), /from 1/);
    refuses(ask('--gpu', 'tpu'), /auto, cpu, cuda, vulkan, metal/);
    for (const window of ['40', '40,0', '40,-1', 'a,b', '1,2,3', ',']) refuses(ask('--window', window), /center,width/);
  });

  it('explains every option', () => {
    for (const name of [
      'model',
      'mmproj',
      'gpu',
      'context',
      'threads',
      'temperature',
      'top-p',
      'max-tokens',
      'seed',
      'frame',
      'window',
      'stored',
      'display',
      'section',
      'findings',
      'indication',
      'retain-dates',
      'shift-dates',
      'retain-uids',
      'clean-descriptors',
      'key-file',
      'json',
      'help',
      'version',
    ]) {
      assert.match(HELP, new RegExp(`--${name}\\b`));
    }
  });
});
