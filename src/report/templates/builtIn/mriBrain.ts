import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const mriBrain = builtIn({
  id: 'mri-brain',
  title: () => t`MRI of the brain`,
  modalities: ['MR'],
  bodyParts: ['BRAIN', 'HEAD'],
  body: `
# MRI of the brain

## Indication

[symptoms, their onset and side, and the question]

## Technique

\${technique} Sequences: [T1, T2, FLAIR, diffusion, susceptibility]. [contrast: Without gadolinium. | Before and after gadolinium.]

## Comparison

\${comparison}

## Findings

Diffusion: [no restricted diffusion | restricted diffusion in an arterial territory | scattered foci of restricted diffusion | restricted diffusion in a collection], [side and territory]

Blood products: [no focus of susceptibility | lobar microbleeds | deep microbleeds | superficial siderosis | haematoma], [number and place]

White matter: [no abnormal signal | a few nonspecific foci | confluent small-vessel change | periventricular lesions at right angles to the ventricles | juxtacortical lesions | infratentorial lesions], Fazekas [grade: 0 | 1 | 2 | 3]

Grey matter: [cortex and deep nuclei normal | cortical signal abnormality | malformation of the cortex | abnormal deep nuclei], [side and place]

Mass and enhancement: [no mass | intra-axial mass | extra-axial mass], [side, place and three diameters in mm], [enhancement: not assessed without gadolinium | no abnormal enhancement | solid | ring-shaped | leptomeningeal]

Hippocampi: [symmetric, normal signal | volume loss | raised T2 signal], [side], atrophy score [grade: 0 | 1 | 2 | 3 | 4]

Ventricles and extra-axial spaces: [normal for age | volume loss | hydrocephalus | subdural collection], midline shift [shift in mm, or none]

Sella and midline: [pituitary and corpus callosum normal | pituitary lesion | thin corpus callosum | tonsils below the foramen magnum]

Posterior fossa and internal auditory canals: [no abnormality | cerebellar lesion | brainstem lesion | mass of the canal], [side]

Vessels: [flow voids present | absent flow void | aneurysm | filling defect of a sinus], [vessel and side]

Orbits, sinuses and mastoids: [clear | mucosal thickening | mastoid fluid | optic nerve signal], [side]

Skull and marrow: [normal signal | focal lesion], [place]

## Impression

[answer to the question]
`,
  normal: `
## Findings

Diffusion: No restricted diffusion.

Blood products: No focus of susceptibility.

White matter: No abnormal signal.

Grey matter: Cortex and deep nuclei are normal.

Mass and enhancement: No mass.

Hippocampi: Symmetric, with normal signal.

Ventricles and extra-axial spaces: Normal for age. No midline shift.

Sella and midline: Pituitary and corpus callosum are normal.

Posterior fossa and internal auditory canals: No abnormality.

Vessels: The major flow voids are present.

Orbits, sinuses and mastoids: Clear.

Skull and marrow: Normal signal.

## Impression

Normal MRI of the brain.
`,
});
