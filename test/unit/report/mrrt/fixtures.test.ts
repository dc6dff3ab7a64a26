import assert from 'node:assert/strict';
import { readFrontMatter } from '../../../../src/report/frontMatter.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import { fieldsOf } from '../../../../src/report/templates/fields.ts';
import { readTemplate } from '../../../../src/report/templates/readTemplate.ts';
import { expected, imported } from './fixtures.ts';

interface Fixture {
  readonly title: string;
  readonly modalities: readonly string[];
  readonly bodyParts: readonly string[];
  /** Each as `label: a | b*`. */
  readonly fields: readonly string[];
  /** Their kinds in order, those that are none of a report left out. */
  readonly sections: readonly string[];
  /** How many things could not be read. */
  readonly unread: number;
}

const report = ['indication', 'technique', 'comparison', 'findings', 'impression'];

const fixtures: Readonly<Record<string, Fixture>> = {
  'chest-radiograph': {
    title: 'Chest Radiograph, Two Views',
    modalities: ['CR', 'DX'],
    bodyParts: ['CHEST'],
    fields: [
      'free text',
      'Study date',
      'Study time',
      'free text: None.*',
      'Lungs: Clear.*',
      'Pleura: No effusion* | Effusion on the right | Effusion on the left',
      'Heart: Normal size*',
      'cardiothoracic ratio',
      'Bones & soft tissues: No fracture < 1 week old.*',
      'devices: None.*',
      'free text: No acute disease.*',
    ],
    sections: report,
    unread: 0,
  },
  'ct-abdomen': {
    title: 'CT Abdomen and Pelvis',
    modalities: ['CT'],
    bodyParts: ['ABDOMEN', 'PELVIS'],
    fields: [
      'Contrast medium: none | intravenous* | oral / rectal',
      'phases: arterial, portal venous* | native | arterial | portal venous | delayed',
      'Steatosis: None | Mild | Severe＊',
      'Lesion: Right lobe, segment V | Right lobe, segment VI | Left lobe, segment II | Left lobe, segment III',
      'lesion size',
      'liver vessels: Patent.*',
      'Diameter',
      'Appendix: Normal.* | Not seen.',
      'free text',
    ],
    sections: ['technique', 'findings', 'impression'],
    unread: 1,
  },
  'us-thyroid': {
    title: 'Sonographie der Schilddrüse',
    modalities: ['US'],
    bodyParts: ['THYROID'],
    fields: [
      'free text',
      'Rechts Länge',
      'Rechts Breite',
      'Rechts Echogenität: normal | vermindert',
      'Links Länge: 45*',
      'Links Breite',
      'Links Echogenität: normal* | vermindert',
      'Volumen gesamt',
      'Fläche',
      'Knoten: ja | nein*',
      'free text: Unauffällige Schilddrüse.*',
    ],
    sections: ['indication', 'findings', 'impression'],
    unread: 0,
  },
  mammography: {
    title: 'Screening Mammography',
    modalities: ['MG'],
    bodyParts: ['BREAST'],
    fields: [
      'Reason: Screening* | Follow-up | Symptom',
      'Views: CC, MLO* | CC | MLO | spot, magnified',
      'Density: almost entirely fatty | scattered fibroglandular | heterogeneously dense | extremely dense',
      'Skin thickening: yes | no*',
      'Nipple retraction: yes* | no',
      'Axillary nodes enlarged: yes | no*',
      'calc: none | benign* | suspicious',
      'mass side',
      'clock face',
      'Right breast: 1 | 2 | 3',
      'Left breast: 1 | 2 | 3*',
    ],
    sections: ['indication', 'technique', 'findings', 'impression'],
    unread: 0,
  },
  'mr-knee-xhtml': {
    title: 'MRI Knee',
    modalities: ['MR'],
    bodyParts: ['KNEE'],
    fields: [
      'free text',
      'Anterior cruciate ligament: intact* | partial tear | complete tear',
      'effusion: none*',
      'Menisci',
      'free text',
    ],
    sections: ['indication', 'findings', 'impression'],
    unread: 1,
  },
  'ct-head-radreport': {
    title: 'CT Head',
    modalities: ['CT'],
    bodyParts: ['HEAD', 'BRAIN'],
    fields: [
      'Contrast media',
      'free text',
      'free text: None.*',
      'Intracranial hemorrhage: None.*',
      'Midline shift',
      'Ventricles: Normal | Enlarged',
      'free text: Normal.*',
    ],
    sections: ['technique', 'indication', 'comparison', 'findings', 'impression'],
    unread: 0,
  },
  'headings-only': {
    title: 'Radiograph of the ankle',
    modalities: ['CR', 'DX'],
    bodyParts: ['ANKLE'],
    fields: [
      'duration',
      'after: a fall*',
      'fracture: no | a transverse* | an oblique',
      'bone: distal fibula | distal tibia',
      'Joint space: 3*',
      'swelling',
      'gas: none*',
      'free text: 1. Fracture. 2. Swelling.*',
    ],
    sections: ['indication', 'findings', 'impression'],
    unread: 5,
  },
  hostile: {
    title: 'Hostile ${TM_FILENAME} --- [title](command:llavaMed.loadModel) # ⟨U+202E⟩txet',
    modalities: [],
    bodyParts: [],
    fields: [
      '(x)(command:workbench.action.quit) $ {HOME} a / b) – c: (y)(javascript:alert(1)) )/ z＊ $ {CLIPBOARD} --> < script>*',
      "Choice: a / b | c) | (d | e＊ f: g* | $ {1:h} | 'i' | j/ | < !-- k",
      'free text',
      'area: --- images: (a.dcm) --- ## Impression < !-- never ends*',
      'free text',
      'Findings',
      'deep: down here*',
      'free text: Ends< /p>< /section>< section data-section-name="Not a section">< /textarea> here*',
    ],
    sections: ['findings', 'impression'],
    unread: 14,
  },
};

describe('imported templates', () => {
  for (const [name, fixture] of Object.entries(fixtures))
    describe(name, () => {
      const { markdown, unread, title, modalities, bodyParts } = imported(name);
      const template = readTemplate(name, 'user', markdown);

      it('becomes what stands beside it', () => {
        assert.equal(markdown, expected(name));
      });

      it('is a template with its title and what it is for', () => {
        assert.equal(title, fixture.title);
        assert.deepEqual([modalities, bodyParts], [fixture.modalities, fixture.bodyParts]);
        assert.deepEqual(
          [template.title, template.modalities, template.bodyParts, template.normalMacro],
          [fixture.title, fixture.modalities, fixture.bodyParts, undefined],
        );
      });

      it('has its fields with their choices and presets, and no others', () => {
        const written = fieldsOf(template.body).map(({ label, options, preset }) => {
          const choices = (options.length > 0 ? options : preset === undefined ? [] : [preset]).map((one) =>
            one === preset ? `${one}*` : one,
          );
          return choices.length === 0 ? label : `${label}: ${choices.join(' | ')}`;
        });
        assert.deepEqual(written, fixture.fields);
      });

      it('has the sections of a report', () => {
        const kinds = parseReport(template.body).sections.map(({ kind }) => kind);
        assert.deepEqual(
          kinds.filter((kind) => kind !== 'other'),
          fixture.sections,
        );
      });

      it('says what could not be read, with lines', () => {
        assert.equal(unread.length, fixture.unread, unread.join('\n'));
        for (const sentence of unread) assert.match(sentence, /^Line \d+: .+\.$/);
      });
    });

  it('keep nothing of a hostile template that runs, ends a comment or is a front matter of its own', () => {
    const { markdown } = imported('hostile');
    const front = readFrontMatter(markdown);
    assert.ok(front && !front.hasImages);
    const body = markdown.slice(front.range.end);
    for (const [text] of body.matchAll(/<!--.*?-->/g)) assert.doesNotMatch(text.slice(4, -3), /[<>[\]]|--|\$\{/);
    const words = body.replace(/<!--.*?-->/g, '');
    assert.doesNotMatch(words, /<[a-z/!]|\]\(|\$\{|`|^#+ (?!Findings$|Impression$)|^---/im);
    assert.doesNotMatch(words, /never"|alert\(5\)|hidden words|inside|drawn|Stolen/);
  });
});
