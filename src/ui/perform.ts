import { focusPane } from './focusPane.ts'
import type { KeyAction, ModelAction } from './keys.ts'
import type { Session } from './session/session.ts'
import type { Acts } from './shared/acts.ts'
import { shownEntry, type DrawerTab, type Entry } from './shared/entries.ts'
import { listed } from './shared/findingFilter.ts'
import { isSplit, type LayoutControl } from './shared/layout.ts'

/** A dialog, and what it speaks of. */
export type Dialog =
  | { readonly kind: 'keys' | 'about' | 'proof' | 'hub' | 'forget' }
  | { readonly kind: 'find'; readonly query: string }
  | ModelDialog

/** Those that speak of the model that is shown. */
export type ModelDialog =
  | { readonly kind: 'journal' }
  | { readonly kind: 'link' }
  | { readonly kind: 'notes'; readonly finding: string | null }
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'set-aside'; readonly finding: string }

export interface Performer {
  readonly session: Session
  readonly layout: LayoutControl
  readonly openDialog: (dialog: Dialog) => void
  readonly acts: Acts
}

/** Does what a key says. */
export function perform(action: KeyAction, performer: Performer): void {
  if (isOfModel(action)) {
    if (shownEntry(performer.session.store.get()) !== null) performOnModel(action, performer)
    return
  }
  switch (action.kind) {
    case 'keys':
    case 'hub':
      performer.openDialog({ kind: action.kind })
      return
    case 'find':
      performer.openDialog({ kind: 'find', query: action.query })
      return
    case 'undo':
      performer.acts.undo()
      return
    case 'back':
      goBack(performer)
  }
}

const OF_PAGE = new Set<KeyAction['kind']>(['keys', 'hub', 'find', 'undo', 'back'])

function isOfModel(action: KeyAction): action is ModelAction {
  return !OF_PAGE.has(action.kind)
}

/** What only means something while a model is shown. */
function performOnModel(action: ModelAction, performer: Performer): void {
  const { session, layout } = performer
  switch (action.kind) {
    case 'dialog':
      openFor(action.dialog, performer)
      return
    case 'step':
      stepFinding(session, action.step)
      return
    case 'filter':
      focusFilter(layout)
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

function goBack({ session, layout }: Performer): void {
  const { shown } = session.store.get()
  if (layout.store.get().full) layout.setFull(false)
  else if (shown !== null) session.show(null)
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

/** Opens a dialog about the chosen finding. */
function openFor(
  kind: 'rule' | 'set-aside' | 'link' | 'notes',
  { session, openDialog }: Performer,
): void {
  const entry = shownEntry(session.store.get())
  if (kind === 'link') openDialog({ kind })
  if (kind === 'notes') openDialog({ kind, finding: entry === null ? null : chosenFinding(entry) })
  if (kind === 'link' || kind === 'notes') return
  const finding = entry?.analysis?.report.findings.find(({ id }) => id === chosenFinding(entry))
  if (finding === undefined) return
  if (kind === 'rule') openDialog({ kind, rule: finding.rule })
  else openDialog({ kind, finding: finding.id })
}

function focusFilter(layout: LayoutControl): void {
  layout.setFull(false)
  layout.setClosed('left', false)
  // At once, so that what is typed next goes there; in the next frame when its column had to be opened first.
  if (!focused()) requestAnimationFrame(focused)
}

/** Whether the filter could be given the focus. */
function focused(): boolean {
  const filter = document.querySelector<HTMLElement>('#pane-findings [data-key="filter"]')
  filter?.focus()
  return filter !== null && document.activeElement === filter
}

function chosenFinding({ target }: Entry): string | null {
  return target?.kind === 'finding' ? target.id : null
}

/** Goes through the findings that are listed, in the order of their list. */
function stepFinding(session: Session, step: 1 | -1): void {
  const entry = shownEntry(session.store.get())
  if (entry === null || entry.analysis === null) return
  const findings = listed(entry.analysis.report.findings, entry.filter)
  const id = chosenFinding(entry)
  const at = findings.findIndex((finding) => finding.id === id)
  const next = findings[Math.max(0, at + step)]
  if (next !== undefined) session.select({ kind: 'finding', id: next.id })
}
