import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const grossDescription = builtIn({
  id: 'gross-description',
  title: () => t`Gross description`,
  modalities: ['XC'],
  bodyParts: [],
  body: `
# Gross description, \${bodyPart}, \${side}

## Indication

[clinical history and question]

## Technique

\${technique} Received: [received: fresh | in formalin]. Labels agree with the request: [labels: yes | no]. Photographed: [photographed: whole | whole and cut].

## Comparison

\${comparison}

## Findings

Specimen: [kind of specimen and procedure], orientation [orientation: by sutures | by ink | none given]

Size and weight: [three dimensions in mm], [weight in g]

Outer surface: [smooth and intact | ragged | ruptured | adherent tissue | ulcerated], [colour]

Ink: [no ink | one colour | several colours], [colour and margin]

Cut surface: [uniform | nodular | cystic | haemorrhagic | necrotic], [colour and consistency]

Lesion: [no lesion | one lesion | several lesions], [place], [three dimensions in mm], [border: well defined | ill defined]

Distance to margins: [nearest margin and distance in mm]

Remaining tissue: [unremarkable | abnormal], [description of it]

Lymph nodes: [none found | found], [number and size of the largest in mm]

Sections: [cassettes and what they hold], [submitted: entirely | representative parts]

## Impression

[summary for the microscopy]
`,
  normal: `
## Findings

Outer surface: Smooth and intact.

Cut surface: Uniform.

Lesion: No lesion.

Remaining tissue: Unremarkable.

## Impression

No gross lesion. The microscopy decides.
`,
});
