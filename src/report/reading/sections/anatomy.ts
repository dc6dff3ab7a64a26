import { plainWord } from '../words/plainWord.ts';

/** Headings of parts of the Findings. */
const parts = new Set(
  (
    'lung lungs heart pleura pleural mediastinum mediastinal hila hilum hilar cardiac cardiovascular airway airways trachea chest wall bone bones osseous skeleton skeletal spine ribs diaphragm soft tissue tissues lines tubes devices support hardware vessels vasculature vascular aorta great ' +
    'liver hepatic biliary gallbladder bile ducts spleen pancreas adrenals adrenal kidney kidneys renal ureter ureters bladder bowel stomach gi gastrointestinal appendix colon peritoneum retroperitoneum abdomen abdominal pelvis pelvic uterus ovary ovaries adnexa adnexal prostate lymph node nodes reproductive genitourinary ' +
    'brain parenchyma ventricles ventricular cerebellum brainstem extra axial extraaxial calvarium skull orbit orbits sinus sinuses paranasal mastoid mastoids head neck thyroid thorax upper lower base lobe lobes left right bilateral knee hip shoulder ankle wrist foot hand elbow joint joints ligament ligaments menisci meniscus tendon tendons muscle muscles cartilage marrow alignment disc discs cord breast breasts axilla axillae ' +
    'lunge lungen herz knochen weichteile leber niere nieren milz poumons coeur foie reins rate pulmones corazon higado rinones polmoni cuore fegato reni pulmoes coracao figado rins longen hart lever nieren'
  ).split(' '),
);
const joiners = new Set(['and', 'und', 'et', 'y', 'e', 'en', 'the', 'of', 'other']);

/** The words name nothing but organs: such a heading is a part of the Findings. */
export function anatomyOnly(title: string): boolean {
  const words = plainWord(title).match(/[\p{L}]+/gu) ?? [];
  return (
    words.length > 0 &&
    words.length <= 8 &&
    words.some((word) => parts.has(word)) &&
    words.every((word) => parts.has(word) || joiners.has(word))
  );
}
