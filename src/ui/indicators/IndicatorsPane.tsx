import { useMemo, useState } from 'react'
import type { Indicator, Location } from '../../engine/index.ts'
import { CopyButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { LocationPath } from '../shared/LocationPath.tsx'
import { locationText } from '../shared/location.ts'
import { counted } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { copyOf, copyOfAll } from './copies.ts'
import styles from './IndicatorsPane.module.css'

interface Props {
  readonly indicators: readonly Indicator[]
  /** What to say when there are none. */
  readonly none: string
  readonly onSelect: (location: Location) => void
}

/** What a responder looks for elsewhere, each with its places. Copies are defanged; nothing here is a link. */
export function IndicatorsPane({ indicators, none, onSelect }: Props) {
  const [chosen, setChosen] = useState(0)
  const rows = useMemo(() => byKind(indicators), [indicators])
  const active = Math.min(chosen, rows.length - 1)
  const shown = rows[active]
  if (shown === undefined) return <p className={styles.none}>{none}</p>
  return (
    <div className={styles.indicators}>
      <div className={styles.list}>
        <header className={styles.head}>
          <span>{counted(rows.length, 'indicator')}</span>
          <CopyButton
            text={copyOfAll(rows)}
            label="Copy all, defanged"
            words="Copy all, defanged"
          />
        </header>
        <VirtualRows
          label="Indicators"
          role="listbox"
          rows={rows}
          heightOf={rowHeight}
          active={active}
          onActive={(index) => {
            setChosen(index)
            const [first] = rows[index]?.locations ?? []
            if (first !== undefined) onSelect(first)
          }}
        >
          {(indicator) => <Row indicator={indicator} />}
        </VirtualRows>
      </div>
      <Detail indicator={shown} onSelect={onSelect} />
    </div>
  )
}

function Row({ indicator: { kind, text, count, locations } }: { readonly indicator: Indicator }) {
  const [first] = locations
  return (
    <div className={styles.row}>
      <span className={styles.kind}>{KIND_WORDS[kind]}</span>
      <span className={styles.text}>
        <HostileText text={text} most={96} mono />
      </span>
      <span className={styles.where} title={first === undefined ? '' : locationText(first)}>
        <HostileText text={first?.at(-1)?.name ?? ''} most={28} />
      </span>
      <span className={styles.count}>{count === 1 ? 'once' : `${count}×`}</span>
    </div>
  )
}

interface DetailProps extends Pick<Props, 'onSelect'> {
  readonly indicator: Indicator
}

/** All of one indicator: its whole text, and every place that was kept. */
function Detail({ indicator, onSelect }: DetailProps) {
  const { kind, text, locations, count } = indicator
  return (
    <div className={styles.detail} role="group" aria-label="Indicator" tabIndex={0}>
      <div className={styles.whole}>
        <p className={styles.value}>
          <HostileText text={text} most={4_000} mono />
        </p>
        <CopyButton text={copyOf(indicator)} label="Copy defanged" words="Copy defanged" />
      </div>
      <p className={styles.quiet}>
        {KIND_WORDS[kind]}, met {count === 1 ? 'once' : `${count} times`}
      </p>
      <ul aria-label="Places">
        {locations.map((location, at) => (
          <li key={at}>
            <LocationPath location={location} onSelect={onSelect} wraps />
          </li>
        ))}
      </ul>
      {count > locations.length && (
        <p className={styles.quiet}>and {counted(count - locations.length, 'more place')}</p>
      )}
    </div>
  )
}

const KIND_WORDS: Readonly<Record<Indicator['kind'], string>> = {
  url: 'URL',
  'ip-address': 'IP address',
  domain: 'domain',
  path: 'path',
  command: 'command',
  wallet: 'wallet',
  token: 'token',
}

/** Those of a kind beside each other; the kinds in the order of their first. */
function byKind(indicators: readonly Indicator[]): readonly Indicator[] {
  const kinds = [...new Set(indicators.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => indicators.filter((each) => each.kind === kind))
}

function rowHeight(): number {
  return 24
}
