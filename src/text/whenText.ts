const DAY_MS = 24 * 60 * 60_000;

/**
 * A time as a person says it: "today 14:05", "yesterday 09:30", "12 Mar", with the year where it is another one. Both
 * times in ms since 1970; days are those of this machine. `language` is a tag such as `de`; what is none counts as
 * English.
 */
export function whenText(at: number, now: number, language: string): string {
  const [then, today] = [new Date(at), new Date(now)];
  const locale = localeOf(language);
  const days = calendarDays(then, today);
  if (days === 0 || days === 1)
    return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')} ${timeOfDay(then, locale)}`;
  const year = then.getFullYear() === today.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year }).format(then);
}

/** How many midnights lie between them; a day of 23 or 25 hours is one as well. */
function calendarDays(then: Date, today: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return (midnight(today) - midnight(then)) / DAY_MS;
}

function timeOfDay(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** English alone would be that of the United States, with the month first. */
function localeOf(language: string): string {
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(language);
    return known === undefined || known === 'en' ? 'en-GB' : known;
  } catch {
    return 'en-GB';
  }
}
