/**
 * How long the list of 1,000 conversations of 50 questions takes, and a search in them: `npm run bench:chats`. The
 * targets are 100 ms for a list (with an index, right after a start) and 200 ms for a search. `processor` is the time of
 * all threads: on a busy machine the fairer number.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatLibrary } from '../src/chats/chatLibrary.ts';
import { createChatLibrary } from '../src/chats/localChatLibrary.ts';
import type { Conversation } from '../src/conversation/conversation.ts';
import type { Exchange } from '../src/conversation/exchange.ts';
import { saveConversation } from '../src/conversation/savedConversation.ts';
import { median } from './median.ts';

const [CHATS, TURNS, ROUNDS] = [1_000, 50, 5];
const english = [
  'There is a moderate left pleural effusion with adjacent atelectasis, unchanged since the prior study.',
  'No pneumothorax, focal consolidation, or right effusion is seen.',
  'The heart size is normal, and the mediastinal contours are unremarkable.',
  'A 1.2 cm nodule in the right upper lobe has increased in size.',
  'Degenerative changes of the thoracic spine; no acute fracture.',
];
/** One chat in ten each. */
const german = [
  'Kein Pleuraerguss, kein Infiltrat; Herzgröße normal.',
  'Zunehmende Verschattung im rechten Oberlappen. ',
];
const chinese = ['右肺上叶可见一个结节，较前增大。', '心影大小正常，未见胸腔积液。'];
/** Found in one chat of a hundred. */
const RARE = 'Lymphangioleiomyomatosis is possible.';

function text(length: number, seed: number, chat: number): string {
  const parts = chat % 10 === 0 ? german : chat % 10 === 1 ? chinese : english;
  let made = '';
  for (let index = seed; made.length < length; index++) made += `${parts[(index * 7 + seed) % parts.length] ?? ''} `;
  return made.slice(0, length);
}

function exchange(chat: number, turn: number): Exchange {
  const seed = chat * TURNS + turn;
  const answer = chat % 100 === 0 && turn === TURNS - 1 ? RARE : text(400, seed, chat);
  const [sha256, image] = ['a'.repeat(64), randomUUID()];
  return {
    id: randomUUID(),
    question: text(60, seed + 3, chat),
    askedAt: new Date(seed * 60_000).toISOString(),
    imageIds: [],
    answer: {
      text: answer,
      state: 'done',
      about: [image],
      receipts: [{ imageId: image, tokens: 576, width: 336, height: 336, cached: turn > 0 }],
      model: { name: 'llava-med-v1.5', sha256, projectorSha256: sha256, backend: 'cpu', isDemo: false },
      sampling: { temperature: 0.2, topP: 0.7, maxTokens: 512, seed: 0 },
      stats: { promptTokens: 700, reusedTokens: 600, answerTokens: 90, firstTokenMs: 900, tokensPerSecond: 7.5 },
    },
  };
}

async function fill(root: string): Promise<void> {
  for (let chat = 0; chat < CHATS; chat++) {
    const folder = join(root, `workspace${String(chat % 5)}`, randomUUID());
    await mkdir(folder, { recursive: true });
    const exchanges = Array.from({ length: TURNS }, (_, turn) => exchange(chat, turn));
    const conversation: Conversation = { id: randomUUID(), images: [], exchanges };
    const file = join(folder, 'chat.json');
    await writeFile(file, JSON.stringify({ chat: saveConversation(conversation), draft: '' }));
    const then = new Date(Date.now() - (chat + 1) * 3_600_000);
    for (const path of [file, folder]) await utimes(path, then, then);
  }
}

async function time(name: string, rounds: number, work: () => Promise<number>): Promise<void> {
  const [walls, processors]: [number[], number[]] = [[], []];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const [before, start] = [process.cpuUsage(), performance.now()];
    found = await work();
    walls.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    processors.push((user + system) / 1000);
  }
  const shown = (values: readonly number[]): string =>
    `${median(values).toFixed(0).padStart(6)} (best ${Math.min(...values).toFixed(0)})`;
  console.log(`${name.padEnd(44)} ${shown(walls)} ms   processor ${shown(processors)} ms   ${String(found)} chats`);
}

const root = await mkdtemp(join(tmpdir(), 'llava-med-bench-chats-'));
const start = (): ChatLibrary =>
  createChatLibrary({ root, workspace: { key: 'workspace0', name: 'Bench' }, openHere: () => undefined });
try {
  await fill(root);
  await time('list, no index yet', 1, async () => (await start().list()).length);
  await time('list, right after a start', ROUNDS, async () => (await start().list()).length);
  const library = start();
  await library.list();
  await time('list, again', ROUNDS, async () => (await library.list()).length);
  await time(
    'search, right after a start',
    ROUNDS,
    async () => (await start().search('lymphangioleiomyomatosis')).length,
  );
  await library.prepareSearch();
  for (const words of ['lymphangioleiomyomatosis', 'effusion', 'herzgroße oberlappen', '结节', 'e', 'nowhere'])
    await time(`search for ${words}`, ROUNDS, async () => (await library.search(words)).length);
} finally {
  await rm(root, { recursive: true, force: true });
}
