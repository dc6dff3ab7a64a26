import type { Language } from './language.ts';

/**
 * What a phrase says of change. `change`: it needs an earlier study. `steady`: it does where it is said of a finding, not
 * of the patient. `fresh`: where a finding follows. `trend`: unless it is said of pain or of the picture. `lasting`:
 * unless the study itself is what it lasts through.
 */
export type ChangeKind = 'change' | 'steady' | 'fresh' | 'trend' | 'lasting';

const english: Readonly<Record<ChangeKind, string>> = {
  change:
    'unchanged|no change|no significant change|no interval change|no significant interval change|no relevant change|no appreciable change|no substantial change|no definite change|no definite interval change|no major change|no major interval change|no further change|no other change|no significant short interval change|not significantly changed|not changed|not substantially changed|not appreciably changed|has not changed|have not changed|without change|without significant change|without interval change|without significant interval change|little change|little interval change|minimal change|minimal interval change|otherwise unchanged|little changed' +
    '|interval increase*|interval decrease*|interval change*|interval development|interval improve*|interval resol*|interval worsen*|interval growth|interval progress*|interval enlarge*|interval reduc*|interval clear*|interval appear*|interval placement|interval removal|interval heal*|interval extubation|interval intubation|interval new|interval stab*|interval regress*|interval decline|interval evolution|interval insertion|interval diminu*|interval shrink*|interval near|interval partial*|interval complet*|interval mild|interval slight*|interval significant|interval marked|interval re*|interval decompress*|interval advance*|interval repositioning' +
    '|has increased|have increased|has decreased|have decreased|has slightly increased|has slightly decreased|have slightly increased|has mildly increased|has markedly increased|has significantly increased|has significantly decreased|increased since|decreased since|increased from|decreased from|increased in size|decreased in size|increasing in size|decreasing in size|increase in size|decrease in size|increase in the size|decrease in the size|reduction in size|has enlarged|have enlarged|has grown|have grown|has progressed|have progressed|has worsened|have worsened|has improved|have improved|has resolved|have resolved|has completely resolved|have completely resolved|has nearly resolved|has partially resolved|has since resolved|has cleared|have cleared|has developed|have developed|has appeared|have appeared|has disappeared|have disappeared|has regressed|have regressed|has not increased|have not increased|not increased in size|not increased since|not grown|has not enlarged|have not enlarged|not enlarged since|has diminished|have diminished' +
    '|again seen|again noted|again demonstrated|again identified|again visualized|again visualised|again present|again shown|once again|again is|again are|redemonstrat*|re demonstrat*|re - demonstrat*|no longer|previously seen|previously noted|previously described|previously identified|previously demonstrated|previously reported|previously visualized|previously visualised|previously measured|previously measuring|formerly measured|as before|as previously|larger than before|smaller than before|larger than previously|smaller than previously|similar to prior|similar to the prior|similar to previous|similar to the previous|similar in size to|similar appearance to|from prior|from the prior|from previous|from the previous|since prior|since the prior|since previous|since the previous|since last|since the last|since prior study|than on the prior|than on prior|than on the previous|than prior|than the prior|compared to prior|compared with prior|compared to the prior|compared with the prior|compared to previous|compared with previous|compared to the previous|compared with the previous|compared to the last|compared with the last|when compared to prior|in comparison to prior|in comparison with prior|in comparison to the prior|in comparison with the prior|in comparison to the previous|in comparison with the previous|relative to prior|relative to the prior|relative to the previous|now measures|now measuring',
  steady: 'stable',
  fresh: 'new|newly',
  trend:
    'increasing|decreasing|enlarging|growing|worsening|worsened|improving|improved|progressing|progressed|progression|progressive|resolving|regressing|diminishing|resolved|increasingly',
  lasting: 'persistent|persists|persist|persisting',
};

/** By language. */
export const changeWords: Readonly<Record<Language, Partial<Record<ChangeKind, string>>>> = {
  en: english,
  de: {
    change:
      'unverandert*|keine veranderung|keine anderung|kein wesentlicher unterschied|konstant*|idem|im verlauf|verlaufskonstant*|grossenkonstant*|grossenprogredient*|progredient*|regredient*|rucklaufig*|neu aufgetreten*|neu abgrenzbar*|nicht mehr nachweisbar|nicht mehr abgrenzbar|im vergleich zur voraufnahme|im vergleich zur voruntersuchung|gegenuber der voraufnahme|gegenuber der voruntersuchung|gegenuber voraufnahme|im vergleich zum vorbefund|zunahme der|zunahme des|abnahme der|abnahme des|zugenommen|abgenommen|grossenzunahme|befundkonstanz',
    steady: 'stationar*|stabil|stabile|stabiler|stabiles|stabilen',
  },
  fr: {
    change:
      'inchange*|sans changement|pas de changement|pas de modification|sans modification|absence de modification|absence de changement|en augmentation|en diminution|en regression|en progression|majoration de|majore*|regression de|progression de|apparition d|apparition de|disparition de|disparition du|par rapport a l examen precedent|par rapport au precedent|par rapport au controle precedent|a augmente|a diminue|a disparu|ont disparu',
    steady: 'stable|stables|stabilite',
  },
  es: {
    change:
      'sin cambios|sin cambio|sin cambios significativos|no hay cambios|no se observan cambios|no se aprecian cambios|sin modificaciones|sin variacion*|inalterad*|respecto a estudio previo|respecto al estudio previo|respecto a previo|respecto al previo|ha aumentado|ha disminuido|han aumentado|han disminuido|ha desaparecido|de nueva aparicion|aumento de tamano|disminucion de tamano|comparado con el previo|en comparacion con el previo|en comparacion con estudio previo',
    steady: 'estable|estables',
  },
  it: {
    change:
      'invariat*|immodificat*|non modificat*|non variazioni|non significative variazioni|sostanzialmente invariat*|in aumento|in riduzione|aumentat* rispetto|ridott* rispetto|rispetto al precedente|rispetto all esame precedente|rispetto al controllo precedente|rispetto a precedente|di nuova comparsa|non piu visibile|non piu riconoscibile|incremento dimensionale',
    steady: 'stabile|stabili|stazionari*',
  },
  pt: {
    change:
      'inalterad*|sem alteracoes evolutivas|sem mudanca*|sem modificac*|sem alteracao evolutiva|aumentou|diminuiu|em relacao ao exame anterior|em relacao ao estudo anterior|em comparacao com o exame anterior|em comparacao ao exame anterior|de novo aparecimento|nao mais visivel|desapareceu|aumento dimensional|reducao dimensional|sobreponivel ao exame anterior',
    steady: 'estavel|estaveis',
  },
  nl: {
    change:
      'onveranderd*|ongewijzigd*|geen verandering|geen wijziging|zonder verandering|toegenomen|afgenomen|nieuw ontstaan*|niet meer zichtbaar|niet langer zichtbaar|verdwenen|ten opzichte van het vorige onderzoek|ten opzichte van vorig onderzoek|ten opzichte van het voorgaande|in vergelijking met het vorige|in vergelijking met vorig|progressie van|regressie van|stationair',
    steady: 'stabiel|stabiele',
  },
};
