import { useEffect } from 'react'
import type { Entry } from './shared/entries.ts'
import { escapeText, shorten } from '../engine/model/escapeText.ts'
import { verdictLook } from './shared/verdictLook.ts'

/** Keeps the title of the browser's tab: the verdict first. */
export function useTitle(entry: Entry | null): void {
  const title = entry === null ? 'Lambdascope' : titleOf(entry)
  useEffect(() => {
    document.title = title
  }, [title])
}

function titleOf({ analysis, run, model }: Entry): string {
  const { word } = verdictLook(analysis?.report ?? null, run)
  return `${word}: ${escapeText(shorten(model.name, 80))}`
}
