import { t } from '@vscode/l10n';

/** What `sexWords` calls an organ or an operation, for a person to read. */
export function organName(organ: string): string {
  return names.get(organ)?.() ?? organ;
}

const names: ReadonlyMap<string, () => string> = new Map(
  Object.entries({
    prostate: () => t`prostate`,
    prostatectomy: () => t`prostatectomy`,
    'seminal vesicle': () => t`seminal vesicle`,
    testis: () => t`testis`,
    epididymis: () => t`epididymis`,
    scrotum: () => t`scrotum`,
    penis: () => t`penis`,
    'spermatic cord': () => t`spermatic cord`,
    orchiectomy: () => t`orchiectomy`,
    uterus: () => t`uterus`,
    hysterectomy: () => t`hysterectomy`,
    endometrium: () => t`endometrium`,
    ovary: () => t`ovary`,
    adnexa: () => t`adnexa`,
    oophorectomy: () => t`oophorectomy`,
    'fallopian tube': () => t`fallopian tube`,
    cervix: () => t`cervix`,
    vagina: () => t`vagina`,
    vulva: () => t`vulva`,
    placenta: () => t`placenta`,
    pregnancy: () => t`pregnancy`,
    fetus: () => t`fetus`,
  }),
);
