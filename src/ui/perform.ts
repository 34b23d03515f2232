import { focusPane } from './focusPane.ts'
import type { KeyAction, ModelAction } from './keys.ts'
import type { Session } from './session/session.ts'
import { shownEntry, type DrawerTab } from './shared/entries.ts'
import { isSplit, type LayoutControl } from './shared/layout.ts'

export type DialogName = 'find' | 'keys' | 'about' | 'proof'

export interface Performer {
  readonly session: Session
  readonly layout: LayoutControl
  readonly openDialog: (dialog: DialogName) => void
}

/** Does what a key says. */
export function perform(action: KeyAction, performer: Performer): void {
  const { session, layout, openDialog } = performer
  if (action.kind === 'keys') openDialog('keys')
  else if (action.kind === 'back') goBack(session, layout)
  else if (shownEntry(session.store.get()) !== null) performOnModel(action, performer)
}

/** What only means something while a model is shown. */
function performOnModel(action: ModelAction, { session, layout, openDialog }: Performer): void {
  switch (action.kind) {
    case 'find':
      openDialog('find')
      return
    case 'next':
      stepFinding(session, 1)
      return
    case 'previous':
      stepFinding(session, -1)
      return
    case 'open':
      focusPane('detail')
      return
    case 'full':
      layout.setFull(!layout.store.get().full)
      return
    case 'pane':
      showPane(layout, action.pane)
      return
    case 'tab':
      showTab(session, layout, action.tab)
      return
    case 'code':
      showCode(session, layout, action.show)
  }
}

function showTab(session: Session, layout: LayoutControl, tab: DrawerTab): void {
  session.openTab(tab)
  layout.setFull(false)
  layout.setClosed('drawer', false)
}

/** Opens one of the two; `both`: side by side, and back. */
function showCode(
  session: Session,
  layout: LayoutControl,
  show: 'source' | 'disassembly' | 'both',
): void {
  layout.setFull(false)
  layout.setClosed('right', false)
  const { code, sizes } = layout.store.get()
  if (show === 'both') layout.setSplit(!isSplit({ code, sizes }))
  else layout.setSide(show)
  const tab = show === 'both' ? code.side : show
  session.look({ view: (view) => ({ ...view, tab }), isStep: false })
}

function goBack(session: Session, layout: LayoutControl): void {
  const { entries, shown } = session.store.get()
  if (layout.store.get().full) layout.setFull(false)
  else if (shown !== null && entries.length > 1) session.show(null)
}

const AREAS = { findings: 'left', parts: 'left', detail: 'right', graph: null } as const

function showPane(layout: LayoutControl, pane: keyof typeof AREAS): void {
  const area = AREAS[pane]
  if (area !== null) {
    layout.setFull(false)
    layout.setClosed(area, false)
  }
  // A pane that was closed can take the focus once it is drawn.
  requestAnimationFrame(() => focusPane(pane))
}

/** The findings are in the order of their list: worst first. */
function stepFinding(session: Session, step: 1 | -1): void {
  const entry = shownEntry(session.store.get())
  if (entry === null || entry.analysis === null) return
  const { findings } = entry.analysis.report
  const id = entry.target?.kind === 'finding' ? entry.target.id : null
  const at = findings.findIndex((finding) => finding.id === id)
  const next = findings[Math.max(0, at + step)]
  if (next !== undefined) session.select({ kind: 'finding', id: next.id })
}
