import { SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Finding } from '../../engine/index.ts'
import { escapeText, shorten } from '../../engine/model/escapeText.ts'
import { IconButton } from '../shared/controls.tsx'
import { effectText, sameEffect } from '../shared/effects.ts'
import { withSeverity, type FindingFilter } from '../shared/findingFilter.ts'
import { Mark } from '../shared/Mark.tsx'
import { SEVERITIES } from '../shared/severity.ts'
import styles from './FilterBar.module.css'

interface Props {
  readonly findings: readonly Finding[]
  readonly filter: FindingFilter
  readonly onFilter: (filter: FindingFilter) => void
}

/** Narrows the list: by words, severity, and when asked for by rule, layer and effect. */
export function FilterBar({ findings, filter, onFilter }: Props) {
  const { rule, layer, effect } = filter
  const isNarrow = rule !== null || layer !== null || effect !== null
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.bar} role="search" aria-label="Filter findings">
      <input
        type="search"
        className={styles.text}
        aria-label="Words in findings"
        placeholder="filter (l)"
        data-key="filter"
        spellCheck={false}
        value={filter.text}
        onChange={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          event.preventDefault()
          focusList(event.currentTarget)
        }}
      />
      <Severities {...{ findings, filter, onFilter }} />
      <IconButton
        icon={SlidersHorizontal}
        label="By rule, layer and effect"
        pressed={isOpen || isNarrow}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && <Choices {...{ findings, filter, onFilter }} />}
    </div>
  )
}

function focusList(from: Element): void {
  from.closest('section')?.querySelector<HTMLElement>('[role="tree"]')?.focus()
}

/** A switch for each severity that there is. With none of them on, all are listed. */
function Severities({ findings, filter, onFilter }: Props) {
  return (
    <span className={styles.severities} role="group" aria-label="Severities">
      {SEVERITIES.map((severity) => {
        const { length } = findings.filter((finding) => finding.severity === severity)
        if (length === 0) return null
        return (
          <button
            key={severity}
            type="button"
            className={styles.severity}
            aria-label={`only ${severity}, ${length}`}
            title={`only ${severity}: ${length}`}
            aria-pressed={filter.severities.includes(severity)}
            onClick={() => onFilter(withSeverity(filter, severity))}
          >
            <Mark shape={severity} />
          </button>
        )
      })}
    </span>
  )
}

const ANY = ''

function Choices({ findings, filter, onFilter }: Props) {
  const { rules, layers, effects } = useMemo(() => choicesOf(findings), [findings])
  const { rule, layer, effect } = filter
  return (
    <div className={styles.choices}>
      <Choice
        label="Rule"
        value={rule}
        options={rules}
        onChange={(chosen) => onFilter({ ...filter, rule: chosen })}
      />
      <Choice
        label="Layer"
        value={layer}
        options={layers}
        onChange={(chosen) => onFilter({ ...filter, layer: chosen })}
      />
      <Choice
        label="Effect"
        value={effect === null ? null : effectText(effect)}
        options={effects.map((each) => [effectText(each), effectText(each)] as const)}
        onChange={(chosen) => {
          const found = effects.find((each) => effectText(each) === chosen)
          onFilter({ ...filter, effect: found ?? null })
        }}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | null
  /** What is chosen, and how it is called. */
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string | null) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const index = options.findIndex(([each]) => each === value)
  return (
    <label className={styles.choice}>
      <span>{label}</span>
      <select
        value={index === -1 ? ANY : String(index)}
        onChange={({ currentTarget }) =>
          onChange(options[Number(currentTarget.value || '-1')]?.[0] ?? null)
        }
      >
        <option value={ANY}>any</option>
        {options.map(([each, text], at) => (
          <option key={each} value={at}>
            {escapeText(shorten(text, 60))}
          </option>
        ))}
      </select>
    </label>
  )
}

function choicesOf(findings: readonly Finding[]) {
  const layers = new Set(findings.flatMap(({ layer }) => layer ?? []))
  const effects = findings.flatMap(({ effect }) => effect ?? [])
  return {
    rules: [...new Map(findings.map(({ rule, title }) => [rule, `${rule} ${title}`]))],
    layers: [...layers].map((layer) => [layer, layer] as const),
    effects: effects.filter(
      (effect, at) => effects.findIndex((each) => sameEffect(each, effect)) === at,
    ),
  }
}
