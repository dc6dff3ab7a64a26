/**
 * Common words that the questions' own grammar does not use: they belong to the vocabulary, and turn up as noise in
 * training.
 */
export const EXTRA_WORDS: readonly string[] = `
about above abdomen abdominal abscess acute admitted after again age all almost also although always aneurysm ankle anterior aorta appendix arm arrow artery as ascites asthma at atelectasis back bacterial bad because
been before behind below best between bilateral bladder blood bone bowel brain breast breath bright bronchus but by calcification call can cancer cardiac case cause cells central cerebellum change chest child chronic
clavicle clear clinical collapse colon colour come comparison complete concerning condition consolidation contour contrast cortex cortical could cough covid dark day days dense density deep did different diaphragm
diffuse disease does doing done down drain dyspnoea each early edge effect elderly elevated emphysema end even exam examination explain failure family fat fatty favour feel female femur few fibrosis final find fine first
fissure five fluid focal follow for found four fracture from full gallbladder gas gave general get giving gland go good grade greater grey had hand have he head healthy heart her here high hilar hilum him hip his history
hospital hours how however hyperintense hypodense if image images impression in increased infarct infection infiltrate injury inside intact into is it its joint just keep kidney kidneys knee know large last later lateral
least leg less let level like likely limb line little liver lobe long look looking lower lumbar lungs lymph made main make male man many margin mark marked marrow may me mean medial mediastinum medical meningioma middle
midline might mild mine minor moderate month months more most move much muscle must my name near neck need nerve new next night no node nodes none normal not note now number obvious of off often old on once one only opacity
open opinion or organ other our out outside over own pain pale pancreas part past pathology patient patients peripheral please pneumonia point polyp position possible posterior pressure previous prior probably problem
process question quite rather read really recent region remain renal report result review ribs round said same say scar second section see seem seen sepsis several severe shadow shape share she shift shoulder should show
shows sign signal signs since single sinus size skin skull slice slightly small smoker smooth so some something soft soon space spine spleen spot stable stage staging started stomach stop stroke structure study such suggest
surface surgery sure swelling symptoms take tell than that the their them then there these they thick thin thing think this thoracic those three throat through thyroid time tiny tissue to today together tomorrow too top
trachea trauma tube tumor tumour two ulcer under unit until up upper urgent us use used useful usual valve vein ventricle very view visible walk wall want was water way we week weeks well were what when which while white who
whole why wide will with within without woman word work worse would wrist wrong year years yellow yes yesterday yet you young your
`
  .trim()
  .split(/\s+/);
