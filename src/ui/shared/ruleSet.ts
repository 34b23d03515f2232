import type { Memory } from './remembered.ts'
import { createStore, type Store } from './Store.ts'

/** A file of YARA rules of the user's own, beside the bundled ones. */
export interface RuleFile {
  readonly name: string
  readonly text: string
  /** Whether its rules are scanned for. */
  readonly isOn: boolean
}

/** The user's own rules, in the order in which they are compiled; kept between visits. */
export interface RuleSet {
  readonly store: Store<readonly RuleFile[]>
  readonly replace: (files: readonly RuleFile[]) => void
}

const KEY = 'rules'

export function createRuleSet(memory: Memory): RuleSet {
  const store = createStore<readonly RuleFile[]>(parsed(memory.read(KEY) ?? '[]'))
  return {
    store,
    replace(files) {
      store.set(() => files)
      memory.write(KEY, JSON.stringify(files))
    },
  }
}

/** The text of all rules that are scanned for beside the bundled ones; empty when there are none. */
export function rulesInUse(files: readonly RuleFile[]): string {
  return files
    .filter(({ isOn }) => isOn)
    .map(({ text }) => text)
    .join('\n')
}

function parsed(text: string): readonly RuleFile[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.flatMap((each: unknown) => toRuleFile(each) ?? []) : []
  } catch {
    return [] // not written by this page: the rules start anew
  }
}

function toRuleFile(value: unknown): RuleFile | null {
  if (typeof value !== 'object' || value === null) return null
  const [name, text, isOn] = ['name', 'text', 'isOn'].map((key): unknown => Reflect.get(value, key))
  const isWhole = typeof name === 'string' && typeof text === 'string' && typeof isOn === 'boolean'
  return isWhole ? { name, text, isOn } : null
}
