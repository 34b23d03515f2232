import { useSyncExternalStore } from 'react'
import type { Theme } from './theme.ts'

/** The resolved colours of theme.css, for what CSS does not reach: canvases and the editor. */
export interface ThemeColours {
  /** `get('code')` is the value of `--code`. */
  readonly get: (name: string) => string
}

/** The colours as they are now; read them again when `useThemeName` says something else. */
export function themeColours(): ThemeColours {
  const style = getComputedStyle(document.documentElement)
  return { get: (name) => style.getPropertyValue(`--${name}`).trim() }
}

/** The same colours as `#rrggbb`, whatever shorter form the build has made of them. */
export function hexColours(colours: ThemeColours): ThemeColours {
  const context = document.createElement('canvas').getContext('2d')
  return {
    get(name) {
      if (context === null) return colours.get(name)
      context.fillStyle = colours.get(name)
      return context.fillStyle
    },
  }
}

/** `data-theme` of the root element; renders again when it changes. */
export function useThemeName(): Theme {
  return useSyncExternalStore(subscribe, themeName, () => 'light')
}

/** Calls `listener` when the theme was changed; returns the way to stop. */
function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

function themeName(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}
