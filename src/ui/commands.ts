import type { TopBarActions } from './bar/TopBar.tsx'
import type { Command } from './find/items.ts'
import { keyText, SHORTCUTS } from './keys.ts'
import { perform, type Dialog, type Performer } from './perform.ts'
import { shownEntry, type PageState } from './shared/entries.ts'

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

/** What the bar and the table offer that has no key. */
export function moreCommands(
  actions: TopBarActions,
  { entries, shown }: PageState,
  openDialog: (dialog: Dialog) => void,
): readonly Command[] {
  const command = (what: string, run: () => void): Command => ({ what, keys: '', run })
  return [
    command('Open files', () => actions.onChoose('files')),
    command('Open a folder', () => actions.onChoose('folder')),
    command('Light or dark theme', actions.onTheme),
    command('Show what leaves this page', actions.onProof),
    command('About Lambdascope', actions.onAbout),
    command('Forget everything that is kept in this browser', () => openDialog({ kind: 'forget' })),
    ...(entries.length > 0 ? [command('Go to the table of files', actions.onTable)] : []),
    ...(shown === null
      ? []
      : [
          command('Copy a link to what is chosen', actions.onCopyLink),
          command('Save the report as JSON', () => actions.onReport('json')),
          command('Save the report as a page', () => actions.onReport('html')),
          command('Show or hide findings and parts', () => actions.onArea('left')),
          command('Show or hide the details', () => actions.onArea('right')),
          command('Show or hide hex, YARA and problems', () => actions.onArea('drawer')),
        ]),
  ]
}
