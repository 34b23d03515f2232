import type { Fact } from '../../model/ModelPart.ts'

/** The day of the first beta of each version, from which on its bytecode stands (PEP 619, 664, 693, 719 and 745). */
const FIRST_BETAS: ReadonlyMap<string, string> = new Map([
  ['3.10', '2021-05-03'],
  ['3.11', '2022-05-08'],
  ['3.12', '2023-05-22'],
  ['3.13', '2024-05-08'],
  ['3.14', '2025-05-07'],
])

/** The last day on which the model says that it was saved (`2023-11-27@23:43:59`); null when it says none. */
export function savedOn(facts: readonly Fact[]): string | null {
  const days = facts
    .filter(({ name }) => name === 'date_saved')
    .flatMap(({ value }) => /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? [])
  return days.toSorted().at(-1) ?? null
}

/** The day before which no code of this Python can have been; null when that is before every `.keras` file. */
export function firstDayOf(python: string): string | null {
  return FIRST_BETAS.get(python) ?? null
}

/** Whether a version was out on a day; without a day, it was. */
export function isOut(python: string, day: string | null): boolean {
  const first = firstDayOf(python)
  return first === null || day === null || first <= day
}
