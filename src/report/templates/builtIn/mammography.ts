import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

/** Density a–d and categories 0–6 are those of BI-RADS (American College of Radiology, 5th edition). */
export const mammography = builtIn({
  id: 'mammography',
  title: () => t`Mammography`,
  modalities: ['MG'],
  bodyParts: ['BREAST'],
  body: `
# Mammography, \${side}, \${view}

## Indication

[screening or symptom, its side, family history]

## Technique

\${technique} [method: Two-dimensional views. | Tomosynthesis with synthetic views. | Spot compression or magnification views. | Contrast-enhanced.]

## Comparison

\${comparison}

## Findings

Density: BI-RADS density [density: a | b | c | d].

Masses: [no mass | one mass | several masses], [side, clock position and depth], [shape: oval | round | irregular], [margin: circumscribed | obscured | microlobulated | indistinct | spiculated], [density of it: high | equal | low | fat-containing], [size in mm]

Calcifications: [none suspicious | typically benign | suspicious], [form: amorphous | coarse heterogeneous | fine pleomorphic | fine linear or branching], [distribution: diffuse | regional | grouped | linear | segmental], [side, clock position and extent in mm]

Architectural distortion: [none | present], [side and clock position]

Asymmetries: [none | asymmetry | focal asymmetry | global asymmetry | developing asymmetry], [side and place]

Skin and nipple: [no thickening, no retraction | skin thickening | skin retraction | nipple retraction], [side]

Axillae: [no abnormal lymph node | abnormal lymph node], [side and size in mm]

Implants and markers: [none | implant | clip | surgical scar], [side and place]

## Impression

BI-RADS category [category: 0 | 1 | 2 | 3 | 4A | 4B | 4C | 5 | 6], [side, or both breasts]. [what it is and what is advised]
`,
  normal: `
## Findings

Density: BI-RADS density [density: a | b | c | d].

Masses: No mass.

Calcifications: None suspicious.

Architectural distortion: None.

Asymmetries: None.

Skin and nipple: No thickening, no retraction.

Axillae: No abnormal lymph node.

## Impression

BI-RADS category 1. No mammographic sign of malignancy.
`,
});
