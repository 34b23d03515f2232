/** What keys do on the page. */
export type KeyAction =
  | { readonly kind: 'keys' | 'hub' | 'back' | 'undo' }
  /** Find anything; `>` as its first letter leaves only what the page can do. */
  | { readonly kind: 'find'; readonly query: '' | '>' }
  | ModelAction

/** What they do while a model is shown. */
export type ModelAction =
  | { readonly kind: 'open' | 'full' | 'filter' }
  | { readonly kind: 'dialog'; readonly dialog: 'rule' | 'set-aside' | 'link' | 'notes' }
  | { readonly kind: 'step'; readonly step: 1 | -1 }
  | { readonly kind: 'pane'; readonly pane: 'findings' | 'parts' | 'graph' | 'detail' }
  | {
      readonly kind: 'tab'
      readonly tab: 'hex' | 'structure' | 'weights' | 'indicators' | 'yara' | 'problems'
    }
  | { readonly kind: 'code'; readonly show: 'source' | 'disassembly' | 'both' }

/** A key, and what it does: the keys of the page, their sheet and the list of commands are made from these. */
export interface Shortcut {
  /** `KeyboardEvent.key`. */
  readonly key: string
  /** With Ctrl or ⌘; such keys work in fields too. */
  readonly isCombination?: true
  /** How the key is written, where that is not itself. */
  readonly shown?: string
  /** What it does, as a command. */
  readonly what: string
  readonly action: KeyAction
  /** Where it does something; a key is looked for in the whole list. */
  readonly where: 'anywhere' | 'model'
}

export const SHORTCUTS: readonly Shortcut[] = [
  anywhere('/', 'Find anything', { kind: 'find', query: '' }),
  {
    ...anywhere('k', 'Find anything', { kind: 'find', query: '' }),
    isCombination: true,
    shown: '⌘K or Ctrl K',
  },
  anywhere('>', 'List what the page can do', { kind: 'find', query: '>' }),
  anywhere('o', 'Open a model of the Hugging Face Hub', { kind: 'hub' }),
  {
    ...anywhere('z', 'Undo the last setting aside or removal', { kind: 'undo' }),
    isCombination: true,
    shown: '⌘Z or Ctrl Z',
  },
  { ...anywhere('Escape', 'Go back', { kind: 'back' }), shown: 'Esc' },
  anywhere('?', 'Show the keys', { kind: 'keys' }),
  ofModel('j', 'Go to the next finding', { kind: 'step', step: 1 }),
  ofModel('k', 'Go to the finding before', { kind: 'step', step: -1 }),
  ofModel('l', 'Filter the findings', { kind: 'filter' }),
  ofModel('r', 'Show the rule of the chosen finding', { kind: 'dialog', dialog: 'rule' }),
  ofModel('x', 'Set the chosen finding aside', { kind: 'dialog', dialog: 'set-aside' }),
  ofModel('n', 'Write a note on the chosen finding or the file', {
    kind: 'dialog',
    dialog: 'notes',
  }),
  ofModel('c', 'Copy a link to what is chosen', { kind: 'dialog', dialog: 'link' }),
  ofModel('Enter', 'Open what is chosen', { kind: 'open' }),
  ofModel('1', 'Go to the findings', { kind: 'pane', pane: 'findings' }),
  ofModel('2', 'Go to the parts', { kind: 'pane', pane: 'parts' }),
  ofModel('3', 'Go to the graph', { kind: 'pane', pane: 'graph' }),
  ofModel('4', 'Go to the details', { kind: 'pane', pane: 'detail' }),
  ofModel('g', 'Show the graph over the whole page, and back', { kind: 'full' }),
  ofModel('h', 'Show the bytes', { kind: 'tab', tab: 'hex' }),
  ofModel('m', 'Show the structure of the file', { kind: 'tab', tab: 'structure' }),
  ofModel('w', 'Show the weights', { kind: 'tab', tab: 'weights' }),
  ofModel('i', 'Show the indicators', { kind: 'tab', tab: 'indicators' }),
  ofModel('y', 'Show YARA', { kind: 'tab', tab: 'yara' }),
  ofModel('p', 'Show the problems', { kind: 'tab', tab: 'problems' }),
  ofModel('s', 'Show the source', { kind: 'code', show: 'source' }),
  ofModel('d', 'Show the disassembly', { kind: 'code', show: 'disassembly' }),
  ofModel('b', 'Show both side by side', { kind: 'code', show: 'both' }),
]

/** How a key is written for people. */
export function keyText({ key, shown }: Shortcut): string {
  return shown ?? key
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented'>

type Place = 'page' | 'control' | 'field' | 'dialog'

const PLAIN = new Map(SHORTCUTS.filter(isPlain).map(({ key, action }) => [key, action]))
const COMBINED = new Map(
  SHORTCUTS.filter((shortcut) => !isPlain(shortcut)).map(({ key, action }) => [key, action]),
)

/** What a key does; `place` says where it was pressed. Keys of fields, editors and dialogs stay theirs. */
export function actionOf(event: Key, place: Place): KeyAction | null {
  if (event.defaultPrevented || place === 'dialog') return null
  if (isCombination(event)) return combined(event, place)
  if (place === 'field' || (place === 'control' && event.key === 'Enter')) return null
  return PLAIN.get(event.key) ?? null
}

/** What is typed is undone by its field. */
function combined({ key, altKey }: Key, place: Place): KeyAction | null {
  const action = altKey ? null : (COMBINED.get(key.toLowerCase()) ?? null)
  return action?.kind === 'undo' && place === 'field' ? null : action
}

function isCombination({ ctrlKey, metaKey, altKey }: Key): boolean {
  return ctrlKey || metaKey || altKey
}

function isPlain({ isCombination }: Shortcut): boolean {
  return isCombination !== true
}

function anywhere(key: string, what: string, action: KeyAction): Shortcut {
  return { key, what, action, where: 'anywhere' }
}

function ofModel(key: string, what: string, action: ModelAction): Shortcut {
  return { key, what, action, where: 'model' }
}

/** Where a key was pressed. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('dialog, [popover]') !== null) return 'dialog'
  if (
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable], .monaco-editor',
    ) !== null
  )
    return 'field'
  return target.closest(
    'button, a, input, summary, [role="listbox"], [role="tree"], [role="grid"], [role="separator"]',
  ) === null
    ? 'page'
    : 'control'
}
