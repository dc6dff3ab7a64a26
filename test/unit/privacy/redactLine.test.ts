import assert from 'node:assert/strict';
import { redactLine } from '../../../src/protocol/redactLine.ts';

describe('redactLine', () => {
  it('leaves no path, file name or UID', () => {
    const lines: Readonly<Record<string, string>> = {
      "failed to open GGUF file '/home/erika/Muster Erika/model.gguf' (No such file)":
        "failed to open GGUF file '[path]' (No such file)",
      'C:\\Patients\\Muster\\ct.dcm is gone': '[path] is gone',
      'reading /data/Muster/1.dcm: short': 'reading [path] short',
      'vscode-remote://host/Muster/1.dcm': '[path]',
      '\\\\server\\share\\Muster failed': '[path] failed',
      'Muster^Erika.dcm is damaged': '[file] is damaged',
      '/scans/Muster Erika.dcm is damaged': '[path] [file] is damaged',
      'instance 1.2.826.0.1.3680043.8.498.1 twice': 'instance [uid] twice',
    };
    for (const [line, redacted] of Object.entries(lines)) assert.equal(redactLine(line), redacted);
  });

  it('leaves what says where a fault lies', () => {
    assert.equal(
      redactLine('    at load (file:///home/erika/.vscode/dist/engineChild.mjs:12:5)'),
      '    at load (engineChild.mjs:12:5)',
    );
    assert.equal(
      redactLine('/home/erika/llama.cpp/ggml/src/ggml.c:3405: GGML_ASSERT failed'),
      'ggml.c:3405: GGML_ASSERT failed',
    );
    assert.equal(
      redactLine('GGML_ASSERT(n/2 > 0) failed at 12 tokens/s, version 1.2.3.4'),
      'GGML_ASSERT(n/2 > 0) failed at 12 tokens/s, version 1.2.3.4',
    );
  });
});
