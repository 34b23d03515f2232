const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** A time in the analyst's own zone: `23 Nov 2026, 01:05`; what is no time stays as it is. */
export function toTimeText(at: string): string {
  return formatted(at, TIME)
}

/** The day of it alone: `23 Nov 2026`. */
export function toDayText(at: string): string {
  return formatted(at, DAY)
}

function formatted(at: string, format: Intl.DateTimeFormat): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? at : format.format(time)
}
