/** Panes that a key puts the focus on. */
export type PaneName = 'findings' | 'parts' | 'graph' | 'detail' | 'drawer'

/** Puts the focus into a pane: on what takes keys there, or on the pane itself. */
export function focusPane(name: PaneName): void {
  const pane = document.getElementById(`pane-${name}`)
  const inside = pane?.querySelector<HTMLElement>(
    '[role="listbox"], [role="tree"], [role="application"], [role="group"][tabindex="0"]',
  )
  const target = inside ?? pane
  target?.focus()
}
