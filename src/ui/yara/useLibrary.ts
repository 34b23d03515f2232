import { zipSync, strToU8 } from 'fflate'
import { useEffect, useState } from 'react'
import { saveFile, safeFileName } from '../shared/save.ts'
import { useStore } from '../shared/Store.ts'
import type { Workbench } from '../shared/workbench.ts'
import { libraryOf, moved, NEW_RULE, renamed, withNew, type LibraryFile } from './library.ts'

type Bundled = readonly (readonly [string, string])[]

/** The library of rules and what can be done with it. */
export interface Library {
  readonly files: readonly LibraryFile[]
  readonly chosen: LibraryFile | null
  readonly choose: (name: string) => void
  readonly switchFile: (file: LibraryFile, isOn: boolean) => void
  readonly add: (text?: string) => void
  readonly move: (step: 1 | -1) => void
  readonly rename: (name: string) => void
  readonly change: (text: string) => void
  readonly remove: () => void
  readonly save: () => void
}

export function useLibrary({ rules, loadBundled, acts, chosen: choice }: Workbench): Library {
  const own = useStore(rules.store)
  const without = useStore(rules.without)
  const chosenName = useStore(choice)
  const bundled = useBundled(loadBundled)
  const files = libraryOf(own, bundled, without)
  const chosen = files.find(({ name }) => name === chosenName) ?? files[0] ?? null
  const choose = (name: string): void => choice.set(() => name)

  return {
    files,
    chosen,
    choose,
    switchFile({ name, isBundled }, isOn) {
      if (!isBundled)
        rules.replace(own.map((file) => (file.name === name ? { ...file, isOn } : file)))
      else rules.setWithout(isOn ? without.filter((each) => each !== name) : [...without, name])
    },
    add(text = NEW_RULE) {
      const next = withNew(own, text)
      rules.replace(next)
      choose(next[0]?.name ?? '')
    },
    move(step) {
      if (chosen !== null) rules.replace(moved(own, chosen.name, step))
    },
    rename(name) {
      if (chosen === null) return
      const next = renamed(own, chosen.name, name)
      if (next === own) return
      rules.replace(next)
      choose(name.trim())
    },
    change(text) {
      if (chosen === null || chosen.isBundled) return
      const { name } = chosen
      const now = rules.store.get() // files may have come since this was drawn
      rules.replace(now.map((file) => (file.name === name ? { ...file, text } : file)))
    },
    remove() {
      if (chosen === null || chosen.isBundled) return
      const { name } = chosen
      rules.replace(own.filter((file) => file.name !== name))
      acts.did(`Deleted the rules ${name}.`, () => {
        rules.replace(own)
        choose(name)
      })
    },
    save() {
      const used = new Set<string>()
      const entries = own.map(({ name, text }) => [fileName(name, used), strToU8(text)] as const)
      const zip = new Uint8Array(zipSync(Object.fromEntries<Uint8Array>(entries)))
      saveFile(document, 'rules.zip', 'application/zip', zip)
    },
  }
}

/** A name for the zip: plain, with its ending, and not there yet. */
function fileName(name: string, used: Set<string>): string {
  const stem = safeFileName(name).replace(/\.yara?$/i, '')
  let plain = `${stem}.yar`
  for (let count = 2; used.has(plain); count += 1) plain = `${stem}_${count}.yar`
  used.add(plain)
  return plain
}

/** The text of the rules is loaded when the pane is first shown. */
function useBundled(load: Workbench['loadBundled']): Bundled {
  const [files, setFiles] = useState<Bundled>([])
  useEffect(() => {
    let isShown = true
    void load().then((loaded) => {
      if (isShown) setFiles(loaded)
    })
    return () => {
      isShown = false
    }
  }, [load])
  return files
}
