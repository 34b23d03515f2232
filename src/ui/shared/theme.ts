import type { Memory } from './remembered.ts'
import { createStore, type Store } from './Store.ts'

export type Theme = 'light' | 'dark'

export interface ThemeSwitch {
  readonly store: Store<Theme>
  readonly toggle: () => void
}

/** Follows the system until the switch is used; then remembers, until it is switched to the system's again. */
export function followTheme(page: Window, memory: Memory): ThemeSwitch {
  const system = page.matchMedia('(prefers-color-scheme: dark)')
  const systemTheme = (): Theme => (system.matches ? 'dark' : 'light')
  const store = createStore<Theme>(chosenTheme(memory) ?? systemTheme())
  const apply = (): void => {
    page.document.documentElement.dataset.theme = store.get()
  }
  apply()
  store.subscribe(apply)
  system.addEventListener('change', () => {
    store.set((theme) => chosenTheme(memory) ?? (systemTheme() === theme ? theme : systemTheme()))
  })
  return {
    store,
    toggle() {
      store.set((theme) => (theme === 'dark' ? 'light' : 'dark'))
      memory.write('theme', store.get() === systemTheme() ? 'system' : store.get())
    },
  }
}

function chosenTheme(memory: Memory): Theme | null {
  const chosen = memory.read('theme')
  return chosen === 'dark' || chosen === 'light' ? chosen : null
}
