import { joinRuleFiles, splitRuleFiles } from '../../worker/client.ts'
import type { Memory } from './remembered.ts'
import { createStore, type Store } from './Store.ts'

/** A file of YARA rules of the user's own, beside the bundled ones. Its name is the namespace of its rules. */
export interface RuleFile {
  readonly name: string
  readonly text: string
  /** Whether its rules are scanned for. */
  readonly isOn: boolean
}

/** The user's own rules, in the order in which they are run, and the bundled files that are off; kept between visits. */
export interface RuleSet {
  readonly store: Store<readonly RuleFile[]>
  readonly replace: (files: readonly RuleFile[]) => void
  /** Names of bundled files that are switched off. */
  readonly without: Store<readonly string[]>
  readonly setWithout: (names: readonly string[]) => void
}

const KEY = 'rules'
const WITHOUT_KEY = 'rules.without'

export function createRuleSet(memory: Memory): RuleSet {
  const store = createStore<readonly RuleFile[]>(
    parsed(memory.read(KEY) ?? '[]').flatMap((each) => toRuleFile(each) ?? []),
  )
  const without = createStore<readonly string[]>(
    parsed(memory.read(WITHOUT_KEY) ?? '[]').flatMap((each) =>
      typeof each === 'string' ? [each] : [],
    ),
  )
  return {
    store,
    replace(files) {
      store.set(() => files)
      memory.write(KEY, JSON.stringify(files))
    },
    without,
    setWithout(names) {
      without.set(() => names)
      memory.write(WITHOUT_KEY, JSON.stringify(names))
    },
  }
}

/**
 * What is scanned for, as a worker, a link and a case file take it: the user's files that are on, each with its name, and
 * the bundled files that are off. Empty when only the bundled rules are in use.
 */
export function rulesInUse(files: readonly RuleFile[], without: readonly string[] = []): string {
  return joinRuleFiles({ files: files.filter(({ isOn }) => isOn), without })
}

/** Files with those of a text that `rulesInUse` made added: under their names, or under new ones where they differ. */
export function withRules(files: readonly RuleFile[], inUse: string): readonly RuleFile[] {
  return splitRuleFiles(inUse).files.reduce(withFile, files)
}

/** The same text under the same name is switched on; another text gets a name of its own. */
export function withFile(
  files: readonly RuleFile[],
  { name, text }: Pick<RuleFile, 'name' | 'text'>,
): readonly RuleFile[] {
  const same = files.find((file) => file.name === name && file.text === text)
  if (same !== undefined)
    return files.map((file) => (file === same ? { ...file, isOn: true } : file))
  return [...files, { name: freeName(name, files), text, isOn: true }]
}

/** `own.yar`, `own 2.yar`, … */
export function freeName(wanted: string, files: readonly { readonly name: string }[]): string {
  const names = new Set(files.map(({ name }) => name))
  const [, stem = wanted, ending = ''] = /^(.*?)(\.\w+)?$/s.exec(wanted) ?? []
  let name = wanted
  for (let count = 2; names.has(name); count += 1) name = `${stem} ${count}${ending}`
  return name
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
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
