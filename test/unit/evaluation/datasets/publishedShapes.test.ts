/** Rows as each data set is published, invented, and what becomes of them. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readItems } from '../../../../src/evaluation/datasets/readItems.ts';
import { datasetFolder } from './datasetFolder.ts';

const FLAGS = { chest_xray: false, mri: false, ct_scan: false, histology: false, gross: false };

describe('the published shapes of questions', () => {
  const folder = datasetFolder();

  it('reads the visual chat of LLaVA-Med with the figure that a judge is told of', async () => {
    const row = {
      question_id: 7,
      image: 'a.jpg',
      pair_id: 'a',
      text: 'What is shown?\n<image>',
      gpt4_answer: ' A kidney. ',
      fig_caption: 'Kidney (H&E).',
      in_text_mention: [{ tokens: 'See Fig. 1 .', entities: [] }, { tokens: ['A', 'kidney', '.'] }],
      domain: { ...FLAGS, gross: true, histology: true, ct_scan: true },
      type: 'conversation',
      fig_label: 'Fig. 1',
    };
    const path = folder.jsonLines('qa.jsonl', [
      row,
      { ...row, question_id: 8, in_text_mention: null, type: 'detailed_description', domain: FLAGS },
    ]);
    const { format, items, problems } = await readItems(path);
    assert.equal(format, 'llavaMedChat');
    assert.deepEqual(problems, []);
    assert.deepEqual(items[0], {
      id: 7,
      image: 'a.jpg',
      question: 'What is shown?',
      reference: ' A kidney. ',
      chatType: 'conversation',
      domain: 'histology',
      figure: { label: 'Fig. 1', caption: 'Kidney (H&E).', mentions: ['See Fig. 1 .', 'A kidney .'] },
    });
    assert.deepEqual(items[1]!.figure!.mentions, []);
    assert.equal(items[1]!.chatType, 'detailed_description');
    assert.equal(items[1]!.domain, undefined);
  });

  it("reads LLaVA-Med's VQA under both spellings, and tells repeated ids apart", async () => {
    const turns = (question: string, answer: string) => [
      { from: 'human', value: `${question}\n<image>` },
      { from: 'gpt', value: answer },
    ];
    const path = folder.json('test.json', [
      { id: 'test_1', image: 'i.jpg', answer_type: 'CLOSED', conversations: turns('Is it red?', 'Yes') },
      {
        id: 'test_1',
        image: 'i.jpg',
        answer_type: 'OPEN',
        question_type: 'color',
        conversatons: turns('Colour?', 'red'),
      },
      { id: 2, image: 'j.jpg', answer_type: 'OPEN', conversations: [...turns('Q1', 'a'), ...turns('Q2', 'b')] },
    ]);
    const { format, items, problems, remarks } = await readItems(path);
    assert.equal(format, 'llavaMedVqa');
    assert.deepEqual(
      items.map(({ id, question, reference, answerType, questionType }) => [
        id,
        question,
        reference,
        answerType,
        questionType,
      ]),
      [
        ['test_1', 'Is it red?', 'Yes', 'closed', undefined],
        ['test_1#2', 'Colour?', 'red', 'open', 'color'],
        [2, 'Q1', 'a', 'open', undefined],
      ],
    );
    assert.deepEqual(problems, [{ where: 'row 3', why: 'only the first of its 2 questions is asked' }]);
    assert.match(remarks.join(), /^1 ids stand at several questions/);
  });

  describe('VQA-RAD', () => {
    const row = {
      qid: 1,
      phrase_type: 'freeform',
      image_name: 'synpic1.jpg',
      image_organ: 'HEAD',
      question: 'Is it infarcted?',
      question_type: 'PRES,  ABN ',
      answer: 'Yes',
      answer_type: 'CLOSED ',
    };
    const rows = [
      row,
      { ...row, qid: 2, phrase_type: 'test_freeform' },
      { ...row, qid: '3', phrase_type: 'test_para', question: 'How many?', answer: 2, answer_type: 'OPEN' },
    ];

    it('keeps the test questions of the one file, and says how many it leaves out', async () => {
      const { format, items, remarks } = await readItems(folder.json('VQA_RAD Dataset Public.json', rows));
      assert.equal(format, 'vqaRad');
      assert.deepEqual(
        items.map(({ id, image, reference, answerType, questionType }) => [
          id,
          image,
          reference,
          answerType,
          questionType,
        ]),
        [
          [2, 'synpic1.jpg', 'Yes', 'closed', 'PRES, ABN'],
          ['3', 'synpic1.jpg', '2', 'open', 'PRES, ABN'],
        ],
      );
      assert.deepEqual(remarks, ['1 question of the training set is left out.']);
    });

    it('keeps all where all are asked for, and where none is marked as a test', async () => {
      const all = await readItems(folder.json('a.json', rows), { split: 'all' });
      assert.equal(all.items.length, 3);
      const trainOnly = await readItems(folder.json('b.json', rows.slice(0, 1)));
      assert.equal(trainOnly.items.length, 1);
    });
  });

  it('reads SLAKE in English, with the modality as the domain', async () => {
    const row = {
      img_id: 1,
      img_name: 'xmlab1/source.jpg',
      question: 'What modality is used?',
      answer: 'MRI',
      q_lang: 'en',
      location: 'Abdomen',
      modality: 'MRI',
      answer_type: 'OPEN',
      base_type: 'vqa',
      content_type: 'Modality',
      triple: ['vhead', '_', '_'],
      qid: 9835,
    };
    const path = folder.json('test.json', [
      row,
      { ...row, qid: 9836, q_lang: 'zh' },
      { ...row, qid: 9837, answer: '' },
      { ...row, qid: 9838, q_lang: 'zh' },
    ]);
    const { format, items, problems, remarks } = await readItems(path);
    assert.equal(format, 'slake');
    assert.deepEqual(items, [
      {
        id: 9835,
        image: 'xmlab1/source.jpg',
        question: 'What modality is used?',
        reference: 'MRI',
        answerType: 'open',
        questionType: 'Modality',
        domain: 'mri',
      },
    ]);
    assert.deepEqual(problems, [{ where: 'row 3', why: 'it has no answer' }]);
    assert.deepEqual(remarks, ['2 questions in other languages than English are left out.']);
    assert.equal((await readItems(path, { language: 'all' })).items.length, 3);
  });

  it("reads a person's own lines, closed by what they say, by their options, or by yes and no", async () => {
    const path = folder.jsonLines('mine.jsonl', [
      { image: 'a.png', question: 'Is it a CT?', answer: 'no' },
      { question: 'Which plane?', answer: 'b', options: { A: 'axial', B: 'coronal' } },
      { text: 'Where?', reference: 'left lung', question_type: 'place', domain: 'CT scan' },
      { question: 'One word?', answer: 'liver', answer_type: 'closed', options: ['liver', 'spleen'] },
      { question: 'Yes?', answer: 'Yes.', answer_type: 'OPEN', domain: 'ultrasound' },
    ]);
    const { format, name, items, problems } = await readItems(path);
    assert.equal(format, 'generic');
    assert.equal(name, 'mine');
    assert.deepEqual(
      items.map(({ id, reference, answerType, domain }) => [id, reference, answerType, domain]),
      [
        [1, 'no', 'closed', undefined],
        [2, 'coronal', 'closed', undefined],
        [3, 'left lung', 'open', 'ct_scan'],
        [4, 'liver', 'closed', undefined],
        [5, 'Yes.', 'open', undefined],
      ],
    );
    assert.deepEqual(items[1]!.options, ['axial', 'coronal']);
    assert.deepEqual(problems, [{ where: 'line 5', why: 'its domain is none of the five: it counts in no domain' }]);
  });

  it('reads a choice by letters as its texts, and names an answer that is none of them', async () => {
    const LETTERED = ['A. Pneumonia', 'B. Effusion'];
    const rows: readonly (readonly [answer: string, options: unknown, reference?: string])[] = [
      ['A', LETTERED, 'Pneumonia'],
      ['B. Effusion', LETTERED, 'Effusion'],
      ['effusion', ['(A) Pneumonia', '(B) Effusion'], 'Effusion'],
      ['(b)', ['Pneumonia', 'Effusion'], 'Effusion'],
      ['A', ['B', 'A', 'AB'], 'A'],
      ['E. coli', ['B. fragilis', 'E. coli'], 'E. coli'],
      ['A', { B: 'B) Effusion', A: 'A) Pneumonia' }, 'Pneumonia'],
      ['C', LETTERED],
      ['A. Effusion', LETTERED],
      ['nodule', ['Pneumonia', 'Effusion']],
    ];
    const path = folder.jsonLines(
      'choices.jsonl',
      rows.map(([answer, options]) => ({ question: 'What is shown?', answer, options })),
    );
    const { items, problems } = await readItems(path);
    assert.deepEqual(
      items.map(({ reference }) => reference),
      rows.flatMap(([, , reference]) => reference ?? []),
    );
    for (const index of [0, 1, 2, 3, 6]) assert.deepEqual(items[index]!.options, ['Pneumonia', 'Effusion']);
    assert.deepEqual(items[5]!.options, ['B. fragilis', 'E. coli']);
    assert.deepEqual(
      problems,
      [8, 9, 10].map((line) => ({ where: `line ${line}`, why: 'its answer is none of its options' })),
    );
  });

  it('asks for the findings of an image that has a report', async () => {
    const path = folder.json('pairs.json', [
      { id: 'a', image: 'a.png', report: 'FINDINGS: Clear lungs.', indication: 'Cough.', domain: 'chest_xray' },
      { images: ['b1.png', 'b2.png', 'b3.png'], findings: 'Small effusion.' },
      { image: 'c.png', findings: 'Normal.', impression: 'No disease.' },
      { findings: 'Without its image.' },
    ]);
    const { format, items, problems } = await readItems(path);
    assert.equal(format, 'reports');
    assert.deepEqual(items[0], {
      id: 'a',
      image: 'a.png',
      question: 'Indication: Cough.\nWrite the Findings section of the report for this image.',
      reference: 'FINDINGS: Clear lungs.',
      domain: 'chest_xray',
    });
    assert.deepEqual([items[1]!.id, items[1]!.image, items[1]!.reference], [2, 'b1.png', 'Small effusion.']);
    assert.equal(items[2]!.reference, 'Findings:\nNormal.\n\nImpression:\nNo disease.');
    assert.deepEqual(problems, [
      { where: 'row 2', why: 'only the first of 3 images is asked about' },
      { where: 'row 4', why: 'it has no image' },
    ]);
  });

  it('looks through an object around the rows, and reads one object over many lines', async () => {
    const rows = [{ question: 'Q', answer: 'yes' }];
    const inner = await readItems(folder.json('one-line.json', { version: 1, data: rows }));
    assert.deepEqual(inner.items.length, 1);
    const pretty = await readItems(folder.write('pretty.json', JSON.stringify({ data: rows }, null, 2)));
    assert.deepEqual(pretty.items, inner.items);
  });

  it('reads several files as the parts of one set', async () => {
    const one = folder.jsonLines('1.jsonl', [{ question: 'Q1', answer: 'a' }]);
    const other = folder.jsonLines('2.jsonl', [{ question: 'Q2', answer: 'b' }, { question: 'Q3' }]);
    const { items, problems } = await readItems([one, other]);
    assert.deepEqual(
      items.map(({ id, question }) => [id, question]),
      [
        [1, 'Q1'],
        [2, 'Q2'],
      ],
    );
    assert.deepEqual(problems, [{ where: 'line 2 of 2.jsonl', why: 'it has no answer that is a text' }]);
  });
});
