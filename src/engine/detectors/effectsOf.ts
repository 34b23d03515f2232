import type { EffectCell } from '../model/Effect.ts'
import type { Finding } from '../model/Finding.ts'

/** The matrix of capabilities: for each effect and time of it, the findings that it rests on, in their order. */
export function effectsOf(findings: readonly Finding[]): readonly EffectCell[] {
  const cells = new Map<string, EffectCell>()
  for (const { id, effect } of findings) {
    if (effect === null) continue
    const key = `${effect.kind} ${effect.when}`
    const known = cells.get(key)
    cells.set(key, { ...effect, findings: [...(known?.findings ?? []), id] })
  }
  return [...cells.values()]
}
