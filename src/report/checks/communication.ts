const told = new RegExp(
  [
    String.raw`\b(?:discuss(?:ed|ion)|communicat(?:ed|ion)|notif(?:ied|ication)|inform(?:ed|ation given)|phoned|telephoned|conveyed|relayed|paged|contacted|messaged|alerted|spoke(?:n)?\s+(?:with|to)|reported\s+(?:\w+\s+){0,4}to\s+(?:dr|the|mr|ms)|made\s+aware|aware\s+of|acknowledged|handed\s+over|telephone|by\s+phone|phone\s+call|verbal(?:ly)?|read[- ]?back|critical\s+(?:result|finding|alert|value)s?\b|called\s+(?:to|by|at|in|through|the|dr|with)|(?:was|were|has\s+been|have\s+been|been)\s+called|called\s+\w+\s+\w+\s+at\b)`,
    String.raw`(?<!\p{L})(?:telefon\p{L}*|mitgeteilt|informiert|besprochen|benachrichtigt|verst[aä]ndigt|r[uü]cksprache|[uü]bermittelt|t[eé]l[eé]phon\p{L}*|pr[eé]venus?|inform[eé]s?|avertis?|communiqu[eé]\p{L}*|transmis|inform(?:ado|ada|ato|ata)s?|avisad[oa]s?|avvisat[oai]|comunicad[oa]s?|comunicat[oai]|comunica|se\s+informa|si\s+informa|notificad[oa]s?|telef[oóô]nic\p{L}*|doorgebeld|gemeld|ge[iï]nformeerd|ingelicht|overlegd|meegedeeld)`,
  ].join('|'),
  'giu',
);
/** Before it: somebody should be, was not, or asks to be. */
const notYet =
  /\b(?:not|never|please|should|must|shall|will|to|be|recommend\w*|advise\w*|suggest\w*|need\w*|if|unable|could not be|for|pending|soll\w*|muss|bitte|nicht|noch|doit|devra|debe|deve|dovr[aà]|moet|niet)\s+(?:(?:be|been|yet|urgently|immediately|further|an?|the|clinical|direct|any|urgent|immediate|dringend|sofort|umgehend|[eê]tre|ser|essere)\s+){0,3}$/i;
const notMeant =
  /(?:\binformed|\binform(?:ed|ado|ata|ato)?)\s+consent|^discussion\b(?!\s+(?:with|between))|\baware\s+of\s+(?:the\s+)?(?:limit|risk)/i;

/** The report says somewhere that somebody was told. */
export function saysCommunicated(text: string): boolean {
  if (
    /^\W*(?:communication|communications|kommunikation|communicatie|comunicaci[oó]n|comunicazione|comunica[cç][aã]o)\b\s*[:\n*]/im.test(
      text,
    )
  )
    return true;
  for (const match of text.matchAll(told)) {
    const { index } = match;
    if (notMeant.test(text.slice(index, index + 40))) continue;
    // Within its sentence.
    const before = text.slice(Math.max(0, index - 60), index);
    if (!notYet.test(before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n\n')) + 1))) return true;
  }
  return false;
}
