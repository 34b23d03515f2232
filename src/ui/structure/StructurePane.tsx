import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { Location, Report } from '../../engine/index.ts'
import type { ByteHost, LayoutState } from '../shared/byteHost.ts'
import type { ByteStore } from '../shared/bytesAt.ts'
import { classes } from '../shared/classes.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { rangeIn } from '../shared/location.ts'
import {
  counted,
  toCountText,
  toOffsetText,
  toShortSizeText,
  toSizeText,
} from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { EntropyStrip } from './EntropyStrip.tsx'
import { PartActions } from './PartActions.tsx'
import { gapsOf, toStructure, visibleRows, type StructureNode } from './structureTree.ts'
import { useEntropy } from './useEntropy.ts'
import styles from './StructurePane.module.css'

interface Props {
  readonly report: Report
  /** The file, and the location that leads to it. */
  readonly store: ByteStore
  readonly base: Location
  readonly layout: LayoutState
  readonly host: ByteHost
  /** The first chosen byte of this file; null when what is chosen lies elsewhere. */
  readonly offset: number | null
  readonly onSelect: (location: Location) => void
}

/** What the whole file consists of: every container and part, and the bytes that lie in none. */
export function StructurePane(props: Props) {
  const { report, store, base, layout, host, offset, onSelect } = props
  const regions = layout.kind === 'open' ? layout.opened.layout.regions : NONE
  const notes = layout.kind === 'open' ? layout.opened.layout.notes : NO_NOTES
  const tree = useMemo(() => toStructure(regions, { report, base }), [regions, report, base])
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(-1)
  const rows = useMemo(() => visibleRows(tree, open), [tree, open])
  const measuring = useEntropy(host, store)
  const chosen = rows[active]?.node

  const toggle = ({ key }: StructureNode): void => {
    const next = new Set(open)
    if (!next.delete(key)) next.add(key)
    setOpen(next)
  }
  const choose = (index: number): void => {
    setActive(index)
    const node = rows[index]?.node
    if (node === undefined) return
    if (node.location !== null) onSelect(node.location)
    else if (node.place !== null) onSelect(rangeIn(base, node.place.offset, node.place.length))
  }
  const onKey = ({ key }: KeyboardEvent): boolean => {
    if (chosen === undefined || chosen.children.length === 0) return false
    const isOpen = open.has(chosen.key)
    const turns = (key === 'ArrowRight' && !isOpen) || (key === 'ArrowLeft' && isOpen)
    if (turns) toggle(chosen)
    return turns
  }
  return (
    <div className={styles.structure}>
      <EntropyStrip
        size={store.size}
        state={measuring.state}
        regions={regions}
        offset={offset}
        onStart={measuring.start}
        onStop={measuring.stop}
        onGo={(at) => onSelect(rangeIn(base, at, 1))}
      />
      <p className={styles.said}>
        <span>{summary(layout, store.size)}</span>
        {notes.length > 0 && (
          <span title={notes.join('\n')} className={styles.notes}>
            Not laid out: <HostileText text={notes[0] ?? ''} most={120} />
            {notes.length > 1 && ` and ${notes.length - 1} more`}
          </span>
        )}
        <PartActions host={host} store={store} node={chosen} />
      </p>
      <VirtualRows
        label="Structure of the file"
        role="tree"
        rows={rows}
        heightOf={rowHeight}
        active={active}
        ariaOf={({ node, depth }) => ({
          'aria-level': depth,
          'aria-expanded': node.children.length === 0 ? undefined : open.has(node.key),
        })}
        onActive={choose}
        onOpen={(index) => {
          const node = rows[index]?.node
          if (node !== undefined && node.children.length > 0) toggle(node)
        }}
        onKey={onKey}
      >
        {({ node, depth }) => (
          <NodeRow
            node={node}
            depth={depth}
            isOpen={open.has(node.key)}
            onToggle={() => toggle(node)}
          />
        )}
      </VirtualRows>
    </div>
  )
}

const NONE = [] as const
const NO_NOTES: readonly string[] = []

interface NodeRowProps {
  readonly node: StructureNode
  readonly depth: number
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function NodeRow({ node, depth, isOpen, onToggle }: NodeRowProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div className={styles.row}>
      <span
        className={classes(styles.name, node.isGap && styles.gap)}
        style={{ paddingInlineStart: depth * 12 }}
      >
        {node.children.length === 0 ? (
          <span className={styles.leaf} />
        ) : (
          <Chevron
            size={16}
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation()
              onToggle()
            }}
          />
        )}
        <HostileText text={node.isGap ? `in no part, ${node.name}` : node.name} most={80} />
        {node.children.length > 0 && (
          <span className={styles.count}>{toCountText(node.children.length)}</span>
        )}
      </span>
      <span className={styles.type}>
        <HostileText text={node.type} most={64} />
      </span>
      <span className={styles.offset}>
        {node.place === null ? '' : toOffsetText(node.place.offset)}
      </span>
      <span className={styles.size} title={`${toCountText(node.bytes)} bytes`}>
        {toShortSizeText(node.bytes)}
      </span>
    </div>
  )
}

function summary(layout: LayoutState, size: number): string {
  if (layout.kind === 'opening') return 'Laying out the file…'
  if (layout.kind === 'elsewhere')
    return 'The file lies on the Hub: download it to see all that it consists of.'
  if (layout.kind === 'failed') return `The file could not be laid out: ${layout.message}.`
  const { encoding, regions } = layout.opened.layout
  if (encoding === null) return `${toSizeText(size)} of no encoding that is laid out here.`
  const { count, bytes, odd } = gapsOf(regions)
  const parts = `${encoding}, ${counted(regions.length - count, 'part')}`
  if (count === 0) return `${parts}; every byte lies in one.`
  const strange = odd === 0 ? 'all of them zeros' : `${counted(odd, 'piece')} not zero`
  return `${parts}; ${counted(bytes, 'byte')} in ${counted(count, 'piece')} lie in none, ${strange}.`
}

function rowHeight(): number {
  return 22
}
