import type { Command } from './find/items.ts'
import { keyText, SHORTCUTS } from './keys.ts'
import { perform, type Performer } from './perform.ts'
import { shownEntry } from './shared/entries.ts'

/** Everything that the page can do now: what has a key, and `more` that has none. */
export function commandsOf(performer: Performer, more: readonly Command[]): readonly Command[] {
  const isModelShown = shownEntry(performer.session.store.get()) !== null
  const keyed = new Map<string, Command>()
  for (const shortcut of SHORTCUTS) {
    const { what, where, action } = shortcut
    if (where === 'model' && !isModelShown) continue
    const before = keyed.get(what)
    const keys = before === undefined ? keyText(shortcut) : `${before.keys}, ${keyText(shortcut)}`
    keyed.set(what, { what, keys, run: () => perform(action, performer) })
  }
  return [...keyed.values(), ...more]
}
