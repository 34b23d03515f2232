import {
  defang,
  escapeText,
  type Advisory,
  type EffectKind,
  type Finding,
  type Report,
} from '../engine/index.ts'

/** The verdict without what was set aside, and how much that is; nothing when nothing was. */
export function settledLines({ settled }: Report): readonly string[] {
  if (settled === null) return []
  const { verdict, reason, setAside } = settled
  const count = setAside.length === 1 ? '1 finding' : `${setAside.length} findings`
  return [`  without ${count} set aside: ${verdict.toUpperCase()} · ${escapeText(reason)}`]
}

/** The matrix of capabilities: a line for each time at which something takes place. */
export function effectLines({ effects }: Report): readonly string[] {
  const line = (when: 'load' | 'call', label: string): readonly string[] => {
    const kinds = [...new Set(effects.filter((cell) => cell.when === when).map(kindOf))]
    return kinds.length === 0 ? [] : [`  ${label} ${kinds.join(', ')}`]
  }
  return [...line('load', 'at load  '), ...line('call', 'at call  ')]
}

function kindOf({ kind }: { readonly kind: EffectKind }): string {
  return kind.replace('-', ' ')
}

/** Every finding; what its rule says stands below the first of each rule. */
export function findingLines({ findings, settled }: Report): readonly string[] {
  const reasons = new Map(settled?.setAside.map(({ finding, reason }) => [finding, reason]))
  const told = new Set<string>()
  return findings.flatMap((finding) => {
    const isFirst = !told.has(finding.rule)
    told.add(finding.rule)
    const reason = reasons.get(finding.id)
    return [
      findingLine(finding),
      ...(reason === undefined ? [] : [`            set aside: ${escapeText(reason)}`]),
      ...(isFirst ? ruleLines(finding) : []),
    ]
  })
}

function findingLine({ severity, rule, title, message, id }: Finding): string {
  return `  ${severity.padEnd(9)} ${rule} ${title}: ${escapeText(message)} [${id}]`
}

function ruleLines({ advisories, techniques }: Finding): readonly string[] {
  const about = [...advisories.map(advisoryText), ...techniques]
  return about.length === 0 ? [] : [`            ${about.join(' · ')}`]
}

function advisoryText({ id, affected, fixed }: Advisory): string {
  return `${id} (${affected}; ${fixed === null ? 'not fixed' : `fixed in ${fixed}`})`
}

/** What to look for elsewhere, so that no terminal makes a link of it. */
export function indicatorLines({ indicators }: Report): readonly string[] {
  return indicators.map(({ kind, text, count }) => {
    const places = count === 1 ? '' : ` (${count} places)`
    return `  ${kind.padEnd(11)} ${escapeText(defang(text))}${places}`
  })
}
