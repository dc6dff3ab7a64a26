import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ImageOrigin } from '../../../../src/conversation/attachedImage.ts';
import type { Conversation } from '../../../../src/conversation/conversation.ts';
import { ask, attachImage } from '../../../../src/conversation/conversationEdits.ts';
import { conversationJson } from '../../../../src/conversation/exports/conversationJson.ts';
import { imageFiles, type ImageFilesOptions } from '../../../../src/conversation/exports/imageFiles.ts';
import { ImportError } from '../../../../src/conversation/exports/importErrors.ts';
import type { ReadConversation } from '../../../../src/conversation/exports/readConversationFile.ts';
import { readImport } from '../../../../src/conversation/exports/readImport.ts';
import { answered, image, withImages } from '../sampleConversation.ts';
import { arbitraryConversation } from './arbitraryConversation.ts';

const about = { title: 'A chat', workspaceName: 'Ward', exportedAt: new Date('2026-11-27T04:46:08Z') };
const allCopied: ImageFilesOptions = { copies: true, beside: () => undefined };

function written(conversation: Conversation, options = allCopied): string {
  return conversationJson(conversation, about, imageFiles(conversation, options));
}

function readOne(text: string): ReadConversation {
  const [chat, ...others] = readImport(text, 'chat.json').chats;
  assert.ok(chat?.kind === 'conversation' && others.length === 0);
  return chat.read;
}

/** The file as JSON, for a test to spoil. */
function spoilt(spoil: (file: { version: number; conversation: Record<string, unknown> }) => void): string {
  const file = JSON.parse(written(answered(withImages('aa', 'bb'), 'q1', 'Yes.'))) as Parameters<typeof spoil>[0];
  spoil(file);
  return JSON.stringify(file);
}

function refusal(text: string): ImportError {
  try {
    readImport(text, 'chat.json');
  } catch (error) {
    assert.ok(error instanceof ImportError, String(error));
    return error;
  }
  return assert.fail('it was taken in');
}

describe('JSON of a conversation', () => {
  it('comes back identical, versions, votes, samples and thumbnails included', () => {
    fc.assert(
      fc.property(arbitraryConversation, fc.boolean(), (conversation, oneLine) => {
        const json = conversationJson(conversation, about, { ...imageFiles(conversation, allCopied), oneLine });
        const read = readOne(json);
        assert.deepEqual(read.conversation, conversation);
        assert.equal(read.title, about.title);
        assert.equal(read.workspaceName, about.workspaceName);
      }),
      { numRuns: 150 },
    );
  });

  it('comes back from JSONL, a line each', () => {
    fc.assert(
      fc.property(fc.array(arbitraryConversation, { minLength: 1, maxLength: 3 }), (conversations) => {
        const lines = conversations.map((one) =>
          conversationJson(one, about, { ...imageFiles(one, allCopied), oneLine: true }),
        );
        assert.equal(lines.join('').split('\n').length, conversations.length + 1);
        const { chats } = readImport(lines.join(''), 'chats.jsonl');
        assert.deepEqual(
          chats.map((chat) => chat.kind === 'conversation' && chat.read.conversation),
          conversations,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('writes no path of the machine, and says where the copies lie', () => {
    const origins: ImageOrigin[] = [
      { kind: 'file', path: '/home/radiologist/Doe^Jane/a.dcm' },
      { kind: 'archived', path: '/home/radiologist/study.zip', entry: 'DICOM/1' },
      {
        kind: 'montage',
        tiles: [1, 2].map((frame) => ({ origin: { kind: 'file', path: '/home/radiologist/m' }, frame })),
      },
    ];
    const conversation = origins.reduce(
      (all, origin, index) => attachImage(all, { ...image(`a${index}`), origin }),
      withImages(),
    );
    const json = written(conversation);
    assert.ok(!json.includes('radiologist'));
    const { sources } = readOne(json);
    assert.deepEqual(sources.get('a0'), { file: 'images/image-1-a0a0a0a0.dcm' });
    assert.deepEqual(sources.get('a1'), { file: 'images/image-2-a1a1a1a1.dcm' });
    const file = 'images/image-3-a2a2a2a2-tile-1.dcm';
    assert.deepEqual(sources.get('a2'), {
      tiles: [
        { file, frame: 1 },
        { file, frame: 2 },
      ],
    });
    assert.equal(imageFiles(conversation, allCopied).copies.length, 3);
  });

  it('refers to files of the user only where they lie beside the export', () => {
    const beside = (path: string): string | undefined => (path === '/images/aa.dcm' ? 'films/aa.dcm' : undefined);
    const conversation = withImages('aa', 'bb');
    const { sources, copies } = imageFiles(conversation, { copies: false, beside });
    assert.deepEqual([...sources], [['aa', { file: 'films/aa.dcm' }]]);
    assert.deepEqual(copies, []);
    assert.deepEqual([...readOne(written(conversation, { copies: false, beside })).sources], [...sources]);
  });

  it('has an answer that was being written fail, in whichever version', () => {
    const { exchanges, ...rest } = ask(withImages('aa'), { id: 'q1', question: 'What?' });
    const [running] = exchanges;
    assert.ok(running);
    const hidden = { ...running, id: 'q2' };
    const states = readOne(
      written({ ...rest, exchanges: [{ ...running, versions: { before: [[hidden]], after: [] } }] }),
    ).conversation.exchanges.flatMap(({ answer, versions }) => [answer, versions?.before[0]?.[0]?.answer]);
    assert.deepEqual(
      states.map((answer) => [answer?.state, answer?.failure?.code]),
      [
        ['failed', 'interrupted'],
        ['failed', 'interrupted'],
      ],
    );
  });

  it('names the file and the field, and does not repeat what stands there', () => {
    const error = refusal(
      spoilt(({ conversation }) => {
        (conversation['exchanges'] as { answer: { state: string } }[])[0]!.answer.state = 'Doe^Jane';
      }),
    );
    assert.equal(error.code, 'wrongField');
    assert.match(error.message, /^chat\.json: conversation\.exchanges\.0\.answer\.state .*expected.*"done"/u);
    assert.ok(!error.message.includes('Doe'));
  });

  it('refuses ids that are there twice, or that could be paths', () => {
    const twice = spoilt(({ conversation }) => {
      conversation['exchanges'] = [...(conversation['exchanges'] as []), ...(conversation['exchanges'] as [])];
    });
    assert.match(refusal(twice).message, /conversation\.exchanges .*twice/u);
    for (const id of ['..', '.', 'a/b', 'a\\b', '', '__proto__/', 'C:x']) {
      const image = spoilt(({ conversation }) => ((conversation['images'] as { id: string }[])[0]!.id = id));
      assert.match(refusal(image).message, /conversation\.images\.0\.id /u, id);
      assert.match(refusal(spoilt(({ conversation }) => (conversation['id'] = id))).message, /conversation\.id /u, id);
    }
  });

  it('refuses paths that leave the folder of the file', () => {
    for (const file of [
      '../a.dcm',
      '/etc/passwd',
      'images/../../a',
      'C:\\a',
      'a\\..\\b',
      'file:a',
      './a',
      'a//b',
      'a\0',
    ]) {
      const text = spoilt(({ conversation }) => {
        (conversation['images'] as { source: { file: string } }[])[0]!.source.file = file;
      });
      assert.match(refusal(text).message, /conversation\.images\.0\.source\.file /u, file);
    }
  });

  it('refuses prototypes, depth and numbers without end before it reads further', () => {
    const good = written(withImages('aa'));
    for (const key of ['__proto__', 'constructor', 'prototype'])
      assert.equal(refusal(good.replace('"images":', `"${key}": {}, "images":`)).code, 'unsafe');
    assert.equal(refusal(good.replace('"width": 512', '"width": 1e999')).code, 'unsafe');
    const deep = (levels: number): string => `${'{"before":[['.repeat(levels)}${']],"after":[]}'.repeat(levels)}`;
    const exchange = { id: 'q', question: '', imageIds: [], answer: { text: '', state: 'done' }, versions: 'HERE' };
    const nested = spoilt(({ conversation }) => (conversation['exchanges'] = [exchange]));
    assert.equal(refusal(nested.replace('"HERE"', deep(200))).code, 'unsafe');
    assert.equal(refusal(nested.replace('"HERE"', deep(20_000))).code, 'unsafe');
  });

  it('tells a later version, other JSON and no JSON apart', () => {
    assert.equal(refusal(spoilt((file) => (file.version = 2))).code, 'newerVersion');
    assert.equal(refusal('{"openai": true}').code, 'notConversations');
    assert.equal(refusal('[]').code, 'notConversations');
    assert.equal(refusal('# A note').code, 'notJson');
    assert.match(refusal('{"conversations":[]}\n{"conversations": Doe').message, /chat\.json .*line 2/u);
  });

  it('takes any text for a file without ending in anything but an error of ours', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"format":"llava-med-conversation","version":1,"conversation":${json}}`),
        ),
        (text) => {
          try {
            readImport(text, 'any.json');
          } catch (error) {
            assert.ok(error instanceof ImportError, String(error));
          }
        },
      ),
    );
  });
});
