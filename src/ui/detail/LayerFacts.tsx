import { useMemo, type ReactNode } from 'react'
import type { Layer, Report } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { counted, toCountText, toSizeText } from '../shared/quantities.ts'
import type { Target } from '../shared/selection.ts'
import styles from './LayerFacts.module.css'
import { neighboursOf } from './neighbours.ts'

const MOST = 40 // of each list; all are in the report

interface Props {
  readonly report: Report
  readonly layer: Layer
  /** At first; folded it is where a finding needs the room. */
  readonly isOpen: boolean
  readonly onSelect: (target: Target) => void
}

/** What feeds a layer, what it feeds, and its weights; each leads there. */
export function LayerFacts({ report, layer, isOpen, onSelect }: Props) {
  const { before, after, holder, weights } = useMemo(
    () => neighboursOf(report, layer),
    [report, layer],
  )
  const toLayer = (to: Layer) => (
    <Link key={to.id} onClick={() => onSelect({ kind: 'layer', id: to.id })}>
      <HostileText text={to.name} most={40} />{' '}
      <span className={styles.quiet}>
        <HostileText text={to.className} most={30} />
      </span>
    </Link>
  )
  return (
    <details className={styles.layer} open={isOpen}>
      <summary>Layer</summary>
      <dl className={styles.facts}>
        {holder !== null && <Fact title="Inside">{toLayer(holder)}</Fact>}
        <Fact title="Reads from">
          {before.length === 0 ? 'no layer' : <Most items={before.map(toLayer)} />}
        </Fact>
        <Fact title="Feeds">
          {after.length === 0 ? 'no layer' : <Most items={after.map(toLayer)} />}
        </Fact>
        <Fact title="Weights">
          {weights.length === 0
            ? weightless(layer)
            : [
                <Most
                  key="weights"
                  items={weights.map(({ name, dtype, shape, storedBytes, at }) => (
                    <Link key={name} onClick={() => onSelect({ kind: 'location', location: at })}>
                      <HostileText text={name} most={60} mono />{' '}
                      <span className={styles.quiet}>
                        <HostileText text={`${dtype} (${shape.join(', ')})`} most={60} />
                        {storedBytes !== null && `, ${toSizeText(storedBytes)}`}
                      </span>
                    </Link>
                  ))}
                />,
              ]}
        </Fact>
      </dl>
    </details>
  )
}

function weightless({ parameters }: Layer): string {
  if (parameters === null) return 'none under its name in this file'
  return parameters === 0 ? 'none' : `${counted(parameters, 'parameter')}, none under its name`
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Link({
  onClick,
  children,
}: {
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className={styles.link} onClick={onClick}>
      {children}
    </button>
  )
}

function Most({ items }: { readonly items: readonly ReactNode[] }) {
  const left = items.length - MOST
  return (
    <>
      {items.slice(0, MOST)}
      {left > 0 && <span className={styles.quiet}>and {toCountText(left)} more</span>}
    </>
  )
}
