import { createStore, type Store } from '../shared/Store.ts'
import { rulesInUse, withRules, type RuleSet } from '../shared/ruleSet.ts'
import { parseRulesField, BroughtError, ruleNames } from './rulesField.ts'

/** Rules that a link or a case file brought. Nothing is scanned for with them before the user says so. */
export type BroughtRules =
  | { readonly kind: 'reading' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | {
      readonly kind: 'read'
      readonly text: string
      readonly names: readonly string[]
      /** `used`: for this visit. `kept`: among the user's own. `own`: they are the user's own already. */
      readonly choice: 'open' | 'used' | 'kept' | 'left' | 'own'
    }

export interface VisitRules {
  /** By the field of a link. */
  readonly store: Store<ReadonlyMap<string, BroughtRules>>
  /** Unfolds a field, once. */
  readonly read: (field: string) => void
  readonly choose: (field: string, choice: 'used' | 'kept' | 'left') => void
  /** All rules that are scanned for beside the bundled ones: the user's own, and those of this visit. */
  readonly inUse: () => string
}

export function createVisitRules(own: RuleSet): VisitRules {
  const store = createStore<ReadonlyMap<string, BroughtRules>>(new Map())
  const put = (field: string, rules: BroughtRules): void =>
    store.set((all) => new Map(all).set(field, rules))
  const ofUser = (): string => rulesInUse(own.store.get(), own.without.get())

  return {
    store,
    read(field) {
      if (store.get().has(field)) return
      put(field, { kind: 'reading' })
      parseRulesField(field).then(
        (text) => {
          const choice = text === ofUser() ? 'own' : 'open'
          put(field, { kind: 'read', text, names: ruleNames(text), choice })
        },
        (error: unknown) => {
          const reason = error instanceof BroughtError ? error.message : 'they could not be read'
          put(field, { kind: 'unreadable', reason })
        },
      )
    },
    choose(field, choice) {
      const rules = store.get().get(field)
      if (rules?.kind !== 'read') return
      put(field, { ...rules, choice })
      if (choice === 'kept') own.replace(withRules(own.store.get(), rules.text))
    },
    inUse() {
      const brought = [...store.get().values()].flatMap((rules) =>
        rules.kind === 'read' && rules.choice === 'used' ? [rules.text] : [],
      )
      return rulesInUse(brought.reduce(withRules, own.store.get()), own.without.get())
    },
  }
}
