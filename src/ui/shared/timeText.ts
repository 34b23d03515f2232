const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A time in the analyst's own zone: `23 Nov 2026, 01:05`; what is no time stays as it is. */
export function toTimeText(at: string): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? at : TIME.format(time)
}
