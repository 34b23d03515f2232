/** What single keys do on the page. */
export type KeyAction =
  { readonly kind: 'keys' } | { readonly kind: 'hub' } | { readonly kind: 'back' } | ModelAction

/** What they do while a model is shown. */
export type ModelAction =
  | { readonly kind: 'open' | 'full' | 'filter' }
  | { readonly kind: 'dialog'; readonly dialog: 'find' | 'rule' | 'set-aside' }
  | { readonly kind: 'step'; readonly step: 1 | -1 }
  | { readonly kind: 'pane'; readonly pane: 'findings' | 'parts' | 'graph' | 'detail' }
  | { readonly kind: 'tab'; readonly tab: 'hex' | 'indicators' | 'yara' | 'problems' }
  | { readonly kind: 'code'; readonly show: 'source' | 'disassembly' | 'both' }

const ACTIONS: ReadonlyMap<string, KeyAction> = new Map<string, KeyAction>([
  ['/', { kind: 'dialog', dialog: 'find' }],
  ['?', { kind: 'keys' }],
  ['o', { kind: 'hub' }],
  ['j', { kind: 'step', step: 1 }],
  ['k', { kind: 'step', step: -1 }],
  ['l', { kind: 'filter' }],
  ['r', { kind: 'dialog', dialog: 'rule' }],
  ['x', { kind: 'dialog', dialog: 'set-aside' }],
  ['Enter', { kind: 'open' }],
  ['Escape', { kind: 'back' }],
  ['g', { kind: 'full' }],
  ['1', { kind: 'pane', pane: 'findings' }],
  ['2', { kind: 'pane', pane: 'parts' }],
  ['3', { kind: 'pane', pane: 'graph' }],
  ['4', { kind: 'pane', pane: 'detail' }],
  ['h', { kind: 'tab', tab: 'hex' }],
  ['i', { kind: 'tab', tab: 'indicators' }],
  ['y', { kind: 'tab', tab: 'yara' }],
  ['p', { kind: 'tab', tab: 'problems' }],
  ['s', { kind: 'code', show: 'source' }],
  ['d', { kind: 'code', show: 'disassembly' }],
  ['b', { kind: 'code', show: 'both' }],
])

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented'>

type Place = 'page' | 'control' | 'field' | 'dialog'

/** What a key does; `place` says where it was pressed. Keys of fields, editors and dialogs stay theirs. */
export function actionOf(event: Key, place: Place): KeyAction | null {
  if (event.defaultPrevented || place === 'dialog') return null
  if (isCombination(event)) return isFind(event) ? { kind: 'dialog', dialog: 'find' } : null
  if (place === 'field' || (place === 'control' && event.key === 'Enter')) return null
  return ACTIONS.get(event.key) ?? null
}

function isCombination({ ctrlKey, metaKey, altKey }: Key): boolean {
  return ctrlKey || metaKey || altKey
}

function isFind({ key, altKey }: Key): boolean {
  return key.toLowerCase() === 'k' && !altKey
}

/** Where a key was pressed. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('dialog, [popover]') !== null) return 'dialog'
  if (target.closest('input, textarea, select, [contenteditable], .monaco-editor') !== null)
    return 'field'
  return target.closest(
    'button, a, summary, [role="listbox"], [role="tree"], [role="grid"], [role="separator"]',
  ) === null
    ? 'page'
    : 'control'
}
