import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const ctHead = builtIn({
  id: 'ct-head',
  title: () => t`CT of the head`,
  modalities: ['CT'],
  bodyParts: ['HEAD', 'BRAIN', 'SKULL'],
  body: `
# CT of the head

## Indication

[symptoms, their onset and side, and the question]

## Technique

\${technique} [contrast: Without intravenous contrast. | Before and after intravenous contrast. | With arterial phase of the neck and head.]

## Comparison

\${comparison}

## Findings

Intracranial spaces: [no haemorrhage | intraparenchymal haemorrhage | subdural haemorrhage | epidural haemorrhage | subarachnoid haemorrhage | intraventricular haemorrhage], [side, place and greatest thickness in mm]

Brain parenchyma: [grey-white differentiation preserved | loss of grey-white differentiation | hypodensity in an arterial territory | old infarct | mass with oedema], [side and territory]. ASPECTS [0 to 10, or not applicable].

White matter: [no abnormal hypodensity | mild small-vessel change | moderate small-vessel change | severe small-vessel change]

Ventricles and cisterns: [normal for age | enlarged in proportion to the sulci | hydrocephalus | effaced], midline shift [shift in mm, or none]

Vessels: [no hyperdense artery | hyperdense artery | wall calcification], [vessel and side]

Posterior fossa: [no abnormality | infarct | haemorrhage | mass | tonsils below the foramen magnum]

Orbits, sinuses and mastoids: [clear | mucosal thickening | air-fluid level | mastoid opacification | orbital abnormality], [side]

Skull and scalp: [no fracture | linear fracture | depressed fracture | scalp swelling | lytic or sclerotic lesion], [side and place]

## Impression

[answer to the question]
`,
  normal: `
## Findings

Intracranial spaces: No haemorrhage.

Brain parenchyma: Grey-white differentiation is preserved. No mass, no sign of a recent infarct.

White matter: No abnormal hypodensity.

Ventricles and cisterns: Normal for age. No midline shift.

Vessels: No hyperdense artery.

Posterior fossa: No abnormality.

Orbits, sinuses and mastoids: Clear.

Skull and scalp: No fracture.

## Impression

No acute intracranial abnormality.
`,
});
