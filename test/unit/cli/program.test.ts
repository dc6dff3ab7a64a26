import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readArguments, SUBCOMMANDS, synopsis } from '../../../src/cli/program.ts';
import { help, MODEL, PRECISION, read, refuses } from './commandLine.ts';

const SLICE = { series: undefined, slices: undefined, every: undefined };
const ANSWER = {
  model: MODEL,
  sampling: { temperature: 0.2, topP: 0.7, maxTokens: 512, seed: 0 },
  image: { frame: 0, voi: undefined },
  slice: SLICE,
  allowDamaged: false,
  cache: true,
  json: false,
};

describe('command line', () => {
  it('ask takes images and the question, which stands last or first', () => {
    const request = {
      ...ANSWER,
      prompt: { id: 'question', text: 'Is there a pleural effusion?' },
      images: ['a.dcm', 'b.png'],
    };
    const question = 'Is there a pleural effusion?';
    for (const line of [
      ['ask', 'a.dcm', 'b.png', question],
      ['ask', question, 'a.dcm', 'b.png'],
      ['ask', 'a.dcm', question, 'b.png'],
    ])
      assert.deepEqual(read(line), ['ask', request]);
  });

  it('draft takes a section, findings by default', () => {
    const findings = {
      ...ANSWER,
      section: 'findings',
      images: ['a.dcm'],
      findingsPath: undefined,
      indication: undefined,
    };
    assert.deepEqual(read(['draft', 'a.dcm']), ['draft', findings]);
    assert.deepEqual(read(['draft', '--section', 'findings', 'a.dcm', '--indication', 'cough']), [
      'draft',
      { ...findings, indication: 'cough' },
    ]);
    assert.deepEqual(read(['draft', '--section', 'impression', '--findings', '-']), [
      'draft',
      { ...findings, section: 'impression', images: [], findingsPath: '-' },
    ]);
  });

  it('batch takes a file of questions and one for the answers', () => {
    const { slice: _slice, ...answer } = ANSWER;
    const request = { ...answer, questionsPath: 'q.jsonl', answersPath: 'a.jsonl', imagesFolder: undefined };
    assert.deepEqual(read(['batch', 'q.jsonl', '--out', 'a.jsonl']), ['batch', { ...request, overwrite: false }]);
    assert.deepEqual(read(['batch', '--out', 'a.jsonl', '--overwrite', '--images', 'pictures', 'q.jsonl']), [
      'batch',
      { ...request, imagesFolder: 'pictures', overwrite: true },
    ]);
    refuses(['batch', '--out', 'a.jsonl'], /batch takes one file of questions/);
    refuses(['batch', 'q.jsonl', 'r.jsonl', '--out', 'a.jsonl'], /batch takes one file of questions/);
    refuses(['batch', 'q.jsonl'], /needs a file for the answers: --out/);
    refuses(['batch', 'q.jsonl', '--out='], /needs a file for the answers/);
    refuses(['ask', 'a.dcm', 'What?', '--overwrite'], /--overwrite belongs to batch/);
  });

  it('info takes the demo model, arguments or options', () => {
    const usual = { hashes: false, mendTo: undefined, json: false };
    assert.deepEqual(read(['info']), ['info', { ...usual, model: MODEL }]);
    const named = { ...usual, model: { ...MODEL, modelPath: 'm.gguf', projectorPath: 'p.gguf' } };
    assert.deepEqual(read(['info', 'm.gguf', 'p.gguf']), ['info', named]);
    assert.deepEqual(read(['info', '--model', 'm.gguf', '--mmproj=p.gguf']), ['info', named]);
    assert.deepEqual(read(['--json', 'info']), ['info', { ...usual, model: MODEL, json: true }]);
    assert.deepEqual(read(['info', 'm.gguf', 'p.gguf', '--sha256', '--mend', 'out.gguf']), [
      'info',
      { ...named, hashes: true, mendTo: 'out.gguf' },
    ]);
  });

  it('convert takes a checkpoint and a folder', () => {
    const usual = {
      ...{ source: resolve('weights'), outFolder: resolve('out'), towerFolder: undefined },
      ...{ modelType: 'q4_k_m', projectorType: 'f16', checks: true, json: false },
    };
    assert.deepEqual(read(['convert', 'weights', 'out']), ['convert', usual]);
    const options = ['--type', 'q8_0', '--projector-type=q8_0', '--vision-tower', 'clip', '--no-check', '--json'];
    assert.deepEqual(read(['convert', 'weights', 'out', ...options]), [
      'convert',
      {
        ...{ ...usual, modelType: 'q8_0', projectorType: 'q8_0', towerFolder: resolve('clip') },
        ...{ checks: false, json: true },
      },
    ]);
    refuses(['convert', 'weights'], /the checkpoint's folder and the folder for the result/);
    refuses(['convert', 'a', 'b', 'c'], /the checkpoint's folder and the folder for the result/);
    refuses(['convert', 'a', 'b', '--type', 'q2_k'], /--type is q4_k_m, q5_k_m, q8_0, f16, bf16; not "q2_k"/);
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
      '--no-cache',
      'What?',
    ];
    assert.deepEqual(read(line)[1], {
      prompt: { id: 'question', text: 'What?' },
      images: ['a.dcm'],
      json: true,
      model: {
        modelPath: 'm.gguf',
        projectorPath: 'p.gguf',
        gpu: 'vulkan',
        contextSize: 2048,
        threads: 2,
        ...PRECISION,
      },
      sampling: { temperature: 0, topP: 0.9, maxTokens: 64, seed: 7 },
      image: { frame: 2, voi: { kind: 'window', center: 40, width: 400 } },
      slice: SLICE,
      allowDamaged: true,
      cache: false,
    });
  });

  it('reads a window with a negative center as it is typed', () => {
    for (const window of [['--window', '-600,1500'], ['--window=-600,1500']]) {
      const [, request] = read(['ask', ...window, 'a.dcm', 'What?']);
      assert.deepEqual((request as typeof ANSWER).image, {
        frame: 0,
        voi: { kind: 'window', center: -600, width: 1500 },
      });
    }
  });

  it('answers --help and --version before anything else', () => {
    for (const line of [['--help'], ['-h'], ['help'], ['--help', '--version']])
      assert.match(help(line), /^Usage: llava-med COMMAND/);
    for (const line of [
      ['ask', '--help'],
      ['ask', '-h', '--frame', 'x'],
      ['help', 'ask'],
      ['--help', 'ask'],
    ])
      assert.match(help(line), /^Usage: llava-med ask IMAGE… "QUESTION"/);
    assert.deepEqual(readArguments(['--version']), { kind: 'version' });
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
    assert.deepEqual(read(line), [
      'decode',
      {
        ...SLICE,
        image: 'a.dcm',
        frame: 1,
        voi,
        storedPath: 'a.raw',
        displayPath: 'a.png',
        json: true,
      },
    ]);
    for (const wrong of [['decode'], ['decode', 'a.dcm', 'b.dcm']]) refuses(wrong, /decode takes one image/);
  });

  it('reads which series and slices of a study are meant', () => {
    const sliceOf = (...options: string[]): unknown =>
      (read(['ask', 'ct', 'What?', ...options])[1] as { slice: unknown }).slice;
    assert.deepEqual(sliceOf('--series', '2', '--slices', '3,8, 12-15'), {
      series: 2,
      slices: [
        [3, 3],
        [8, 8],
        [12, 15],
      ],
      every: undefined,
    });
    assert.deepEqual(sliceOf('--every', '5'), { ...SLICE, every: 5 });
    for (const wrong of ['0', '5-3', 'a', '1,,2', '-1', '1.5', ''])
      refuses(['ask', 'ct', 'What?', `--slices=${wrong}`], /list of slices counted from 1/);
    refuses(['ask', 'ct', 'What?', '--slices', '1', '--every', '2'], /give one of them/);
    refuses(['draft', 'ct', '--slices', '1', '--frame', '2'], /give --slices alone/);
    assert.deepEqual(read(['series', 'ct.zip', '--json']), ['series', { path: 'ct.zip', json: true }]);
    for (const wrong of [['series'], ['series', 'a', 'b']]) refuses(wrong, /takes one folder, DICOMDIR, ZIP or file/);
  });

  it('reads deidentify', () => {
    const none = { dates: 'remove', keepUids: false, cleanDescriptors: false };
    assert.deepEqual(read(['deidentify', 'in', 'out']), [
      'deidentify',
      {
        input: 'in',
        output: 'out',
        options: none,
        keyFile: undefined,
        json: false,
      },
    ]);
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
    assert.deepEqual(read(line), [
      'deidentify',
      {
        input: 'in',
        output: 'out',
        options: { dates: 'shift', keepUids: true, cleanDescriptors: true },
        keyFile: 'key',
        json: true,
      },
    ]);
    for (const wrong of [['deidentify'], ['deidentify', 'in'], ['deidentify', 'in', 'out', 'more']])
      refuses(wrong, /a file or folder and the folder/);
    refuses(['deidentify', 'in', 'out', '--retain-dates', '--shift-dates'], /--retain-dates or --shift-dates/);
    refuses(['ask', 'a.dcm', 'What?', '--retain-uids'], /--retain-uids belongs to deidentify/);
    refuses(['deidentify', 'in', 'out', '--stored', 'x'], /--stored belongs to decode/);
  });

  it('reads cache', () => {
    assert.deepEqual(read(['cache']), ['cache', { clear: false, json: false }]);
    assert.deepEqual(read(['cache', '--clear', '--json']), ['cache', { clear: true, json: true }]);
    refuses(['cache', 'clear'], /only options; not "clear"/);
    refuses(['ask', 'a.dcm', 'What?', '--clear'], /--clear belongs to cache/);
  });

  it('refuses what it cannot do, and says what it wants', () => {
    refuses(
      [],
      /ask, batch, eval, compare, draft, check, template, series, info, convert, decode, deidentify or cache/,
    );
    refuses(['describe', 'a.dcm'], /no command "describe"/);
    refuses(['ask'], /at least one image and a question in quotes/);
    refuses(['ask', 'a.dcm'], /no question/);
    refuses(['ask', 'What?'], /no image/);
    refuses(['ask', 'Is', 'there', 'a.dcm'], /more than one question: "Is", "there"/);
    refuses(['ask', 'a.dcm', 'What?', '--model'], /--model needs a value/);
    refuses(['check'], /at least one report/);
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

  it('every command explains its options, and the list names every command', () => {
    // Long summaries are wrapped.
    const list = help(['--help']).replace(/\s+/g, ' ');
    for (const one of SUBCOMMANDS) {
      const { name } = one;
      const command = one.declare();
      assert.equal(command.name(), name);
      assert.ok(list.includes(command.summary()), name);
      for (const { long, description } of command.options) {
        assert.ok(help([name, '--help']).includes(`${long ?? ''} `), `${name} ${String(long)}`);
        assert.notEqual(description, '', `${name} ${String(long)}`);
      }
    }
    assert.match(help(['decode', '--help']), /counted from 1, here and in JSON/);
  });

  it('the README lists the commands as they are declared', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    // A bar would end the cell, in code too.
    const rows = SUBCOMMANDS.map((one) => one.declare()).map(
      (command) => `| \`${synopsis(command).replaceAll('|', '\\|')}\` | ${command.summary()} |`,
    );
    assert.ok(readme.includes(`| command | what it does |\n|---|---|\n${rows.join('\n')}\n\n`), rows.join('\n'));
  });
});
