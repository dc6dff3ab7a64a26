import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const mriKnee = builtIn({
  id: 'mri-knee',
  title: () => t`MRI of the knee`,
  modalities: ['MR'],
  bodyParts: ['KNEE'],
  body: `
# MRI of the knee, \${side}

## Indication

[injury or symptoms, operations before, and the question]

## Technique

\${technique} Sequences: [planes and weightings]. [contrast: Without contrast. | After intravenous contrast. | Arthrography.]

## Comparison

\${comparison}

## Findings

Medial meniscus: [intact | degenerative signal | horizontal tear | radial tear | vertical longitudinal tear | root tear | bucket-handle tear | complex tear | after partial resection], [horn or body], extrusion [extrusion in mm, or none]

Lateral meniscus: [intact | discoid | degenerative signal | horizontal tear | radial tear | vertical longitudinal tear | root tear | bucket-handle tear | complex tear | after partial resection], [horn or body], extrusion [extrusion in mm, or none]

Anterior cruciate ligament: [intact | mucoid degeneration | partial tear | complete tear | graft intact | graft torn]

Posterior cruciate ligament: [intact | partial tear | complete tear]

Medial collateral ligament: [intact | grade 1 sprain | grade 2 partial tear | grade 3 complete tear]

Lateral structures: [collateral ligament, biceps and popliteus tendons intact | sprain | tear], [structure]

Extensor mechanism: [quadriceps and patellar tendons intact | tendinosis | partial tear | complete tear], [tendon]. Retinaculum: [retinaculum: intact | medial tear | lateral tear].

Patellofemoral cartilage: [preserved | softening or fissures | partial-thickness loss | full-thickness loss], [facet and size in mm]

Medial compartment cartilage: [preserved | partial-thickness loss | full-thickness loss], [surface and size in mm]

Lateral compartment cartilage: [preserved | partial-thickness loss | full-thickness loss], [surface and size in mm]

Bones and marrow: [no fracture, no marrow oedema | bone contusion | subchondral fracture | displaced fracture | osteochondral lesion | focal lesion], [place]

Joint: [no effusion | small effusion | moderate effusion | large effusion | lipohaemarthrosis], [loose body or synovitis, or none]

Soft tissues: [no popliteal cyst | popliteal cyst | ruptured popliteal cyst | bursitis | muscle oedema | mass], [place and size in mm]

## Impression

[answer to the question]
`,
  normal: `
## Findings

Medial meniscus: Intact.

Lateral meniscus: Intact.

Anterior cruciate ligament: Intact.

Posterior cruciate ligament: Intact.

Medial collateral ligament: Intact.

Lateral structures: Collateral ligament, biceps and popliteus tendons are intact.

Extensor mechanism: Quadriceps and patellar tendons are intact.

Patellofemoral cartilage: Preserved.

Medial compartment cartilage: Preserved.

Lateral compartment cartilage: Preserved.

Bones and marrow: No fracture, no marrow oedema.

Joint: No effusion, no loose body.

Soft tissues: No popliteal cyst.

## Impression

No internal derangement of the knee.
`,
});
