import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const histology = builtIn({
  id: 'histology',
  title: () => t`Histology`,
  modalities: ['SM', 'GM'],
  bodyParts: [],
  body: `
# Histology, \${bodyPart}, \${side}

## Indication

[clinical history and question]

## Technique

\${technique} Specimen: [specimen: core biopsy | endoscopic biopsy | punch biopsy | excision | resection | cytology], [blocks and levels]. Stain: [stain: haematoxylin and eosin | haematoxylin and eosin with special stains | immunohistochemistry]. Magnification: [objective].

## Comparison

\${comparison}

## Findings

Adequacy: [adequate | limited by size | limited by crush | limited by autolysis]

Architecture: [preserved | distorted | effaced], [pattern]

Epithelium: [no dysplasia | reactive atypia | low-grade dysplasia | high-grade dysplasia | carcinoma in situ | invasive carcinoma], [type and grade]

Nuclei and mitoses: [no atypia | mild atypia | moderate atypia | marked atypia], [mitoses in a stated area]

Stroma and inflammation: [no inflammation | acute inflammation | chronic inflammation | granulomas | fibrosis | desmoplasia], [extent]

Necrosis: [absent | focal | extensive]

Vessels and nerves: [no invasion | lymphovascular invasion | perineural invasion]

Margins: [not applicable | clear | involved], [margin and distance in mm]

Lymph nodes: [none received | without tumour | with tumour], [number involved of number examined, largest deposit in mm]

Special stains: [not done | stains and their results]

## Impression

[diagnosis, grade and margins; stage where it applies]
`,
  normal: `
## Findings

Adequacy: Adequate.

Architecture: Preserved.

Epithelium: No dysplasia, no malignancy.

Nuclei and mitoses: No atypia.

Stroma and inflammation: No inflammation.

Necrosis: Absent.

## Impression

No dysplasia or malignancy in the tissue examined.
`,
});
