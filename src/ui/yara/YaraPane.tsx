import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { Location, YaraMatch } from '../../engine/index.ts'
import type { Bytes } from '../shared/bytesAt.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { counted } from '../shared/quantities.ts'
import { SEVERITIES } from '../shared/severity.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { MatchDetail } from './MatchDetail.tsx'
import { toRuleTexts, type RuleText } from './rules.ts'
import styles from './YaraPane.module.css'

const TextViewer = lazy(async () => {
  const { TextViewer: component } = await import('../shared/monaco/TextViewer.tsx')
  return { default: component }
})

interface Props {
  readonly matches: readonly YaraMatch[]
  /** What to say when there are none. */
  readonly none: string
  readonly bytesOf: (location: Location) => Bytes
  /** The bundled rules, by file name. */
  readonly loadRules: () => Promise<readonly (readonly [string, string])[]>
  readonly onSelect: (location: Location) => void
}

type Row =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'match'; readonly match: YaraMatch }
  | { readonly kind: 'rule'; readonly rule: RuleText }

/** Rules that matched, with their strings; below them the bundled rules that did not. */
export function YaraPane({ matches, none, bytesOf, loadRules, onSelect }: Props) {
  const rules = useRules(loadRules)
  const rows = useMemo(() => toRows(matches, rules, none), [matches, rules, none])
  const [chosen, setChosen] = useState(1)
  const row = rows[chosen]
  const name = row === undefined ? null : ruleName(row)
  const shown = rules.find((rule) => rule.name === name)
  return (
    <div className={styles.yara}>
      <div className={styles.list}>
        <VirtualRows
          label="YARA rules"
          role="listbox"
          rows={rows}
          heightOf={rowHeight}
          isPassive={isHeading}
          active={chosen}
          onActive={(index) => {
            setChosen(index)
            const next = rows[index]
            if (next?.kind === 'match') onSelect(firstString(next.match))
          }}
        >
          {(each) => <RowView row={each} />}
        </VirtualRows>
      </div>
      <div className={styles.detail} tabIndex={0} role="group" aria-label="Rule">
        {row?.kind === 'match' && (
          <MatchDetail
            key={`${row.match.rule} ${row.match.part}`}
            match={row.match}
            bytes={bytesOf(row.match.location)}
            onSelect={onSelect}
          />
        )}
        {shown !== undefined && <RuleText rule={shown} />}
      </div>
    </div>
  )
}

/** The rule as its file writes it. Monaco comes when the first rule is shown. */
function RuleText({ rule: { name, text } }: { readonly rule: RuleText }) {
  return (
    <div className={styles.rule}>
      <Suspense fallback={<pre className={styles.text}>{text}</pre>}>
        <TextViewer
          text={text}
          language="yara"
          label={`YARA rule ${name}`}
          notes={[]}
          onLine={() => undefined}
        />
      </Suspense>
    </div>
  )
}

function RowView({ row }: { readonly row: Row }) {
  if (row.kind === 'heading') return <div className={styles.heading}>{row.text}</div>
  if (row.kind === 'rule') return <div className={styles.other}>{row.rule.name}</div>
  const { rule, severity, location, stringCount } = row.match
  return (
    <div className={styles.row}>
      <Mark shape={severity} />
      <span className={styles.name}>{rule}</span>
      <span className={styles.part}>
        <HostileText text={location.at(-1)?.name ?? ''} most={28} />
      </span>
      <span className={styles.count}>{counted(stringCount, 'string')}</span>
    </div>
  )
}

/** The text of the rules is loaded when the pane is first shown. */
function useRules(loadRules: Props['loadRules']): readonly RuleText[] {
  const [rules, setRules] = useState<readonly RuleText[]>([])
  useEffect(() => {
    let isShown = true
    void loadRules().then((files) => {
      if (isShown) setRules(toRuleTexts(files))
    })
    return () => {
      isShown = false
    }
  }, [loadRules])
  return rules
}

function toRows(
  matches: readonly YaraMatch[],
  rules: readonly RuleText[],
  none: string,
): readonly Row[] {
  const worstFirst = matches.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  )
  const matched = new Set(matches.map(({ rule }) => rule))
  const others = rules.filter(({ name }) => !matched.has(name))
  const title = matches.length === 0 ? none : counted(matches.length, 'match', 'matches')
  return [
    { kind: 'heading', text: title },
    ...worstFirst.map((match) => ({ kind: 'match', match }) as const),
    ...(others.length === 0 ? [] : [otherHeading(others.length)]),
    ...others.map((rule) => ({ kind: 'rule', rule }) as const),
  ]
}

function otherHeading(count: number): Row {
  return { kind: 'heading', text: `${counted(count, 'bundled rule')} without a match` }
}

function ruleName(row: Row): string | null {
  switch (row.kind) {
    case 'heading':
      return null
    case 'match':
      return row.match.rule
    case 'rule':
      return row.rule.name
  }
}

function firstString({ location, strings }: YaraMatch): Location {
  const [first] = strings
  if (first === undefined) return location
  const { id, offset, length } = first
  return [...location, { kind: 'range', name: id, offset, length, via: 'same' }]
}

function rowHeight(): number {
  return 24
}

function isHeading(row: Row): boolean {
  return row.kind === 'heading'
}
