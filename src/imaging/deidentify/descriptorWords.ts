/**
 * The words that may stay in a description when descriptors are cleaned (PS3.15 section E.3.5): anatomy, views, planes,
 * technique. A closed list: what it does not hold is removed, so a name passes only where it is such a word itself.
 */
export const DESCRIPTOR_WORDS: ReadonlySet<string> = new Set(
  `
  abdomen abdominal abscess acetabulum adnexa adrenal airway ankle anterior aorta aortic apex appendix arch arm arterial artery axilla axillary
  bile biliary bladder blood bone bowel brain brachial breast bronchus calcaneus carotid carpal cardiac cervical chest clavicle coccyx colon
  cord coronary cranial cranium diaphragm disc duodenum ear elbow esophagus extremity eye face facial femoral femur fetal fetus fibula finger
  foot forearm gallbladder gastric groin hand head heart hepatic hip humerus iliac internal jaw joint kidney knee leg ligament limb liver
  lower lumbar lung lungs mandible mastoid maxilla mediastinum mesenteric nasal neck nerve node nodes optic orbit orbits ovary pancreas
  parotid patella pelvic pelvis penis perineum pituitary placenta pleura portal prostate pulmonary radius rectum renal rib ribs sacral
  sacrum scapula scrotum shoulder sinus sinuses skeletal skin skull spinal spine spleen sternum stomach temporal testis thigh thoracic
  thorax throat thumb thyroid tibia tibial toe tongue trachea upper ureter urethra urinary uterus vagina vascular vein venous vertebra vessel
  wrist
  ap pa lat lateral oblique decubitus supine prone upright erect standing sitting portable mobile bedside bilateral unilateral left right
  axial coronal sagittal transverse transaxial oblique posterior superior inferior medial proximal distal cc mlo ml lm xccl odontoid
  swimmer frog leg sunrise tunnel inspiration expiration flexion extension weight bearing
  ct cta cbct mr mri mra mrv mrcp pet spect us ultrasound doppler duplex echo xr xray radiograph fluoroscopy angiography angiogram
  mammogram mammography tomosynthesis tomo nm dxa dexa cr dx rf xa mg
  t1 t2 t1w t2w pd pdw flair stir dwi adc swi swan gre se fse tse epi dti asl bold tof mprage mpr mip minip vibe haste space ciss fiesta
  spgr bravo cube trufi dixon fat sat fatsat fs water inphase outphase phase diffusion perfusion dynamic spectroscopy trace b0 b1000 tirm
  pre post without with contrast noncontrast enhanced unenhanced plain gadolinium iodine native delayed delay early late arterial venous
  nephrographic excretory equilibrium
  scout localizer localiser survey topogram surview scanogram calibration test reference
  standard soft tissue kernel sharp smooth thin thick slice slices helical spiral sequential volume recon reconstruction reformat mar
  high low resolution dose screening diagnostic follow up study series image images view views routine protocol limited complete
  two three four single multi multiple phase phases stress rest whole body trunk total cine loop
  `
    .trim()
    .split(/\s+/),
);
