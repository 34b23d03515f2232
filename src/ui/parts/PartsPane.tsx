import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { Location, Report } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { locationKey } from '../../engine/model/Location.ts'
import { CodeMark } from '../shared/Mark.tsx'
import { toCountText, toShortSizeText } from '../shared/quantities.ts'
import type { Selected } from '../shared/selection.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { isOpen, toPartsTree, visibleNodes, type PartNode } from './partsTree.ts'
import styles from './PartsPane.module.css'

interface Props {
  readonly report: Report
  /** The locations of the dropped files. */
  readonly files: readonly Location[]
  /** The chosen location, and the part that holds it: the innermost node on the way is marked. */
  readonly selected: Pick<Selected, 'location' | 'part'> | null
  readonly onSelect: (node: PartNode) => void
  readonly onOpen: (node: PartNode) => void
}

interface Row {
  readonly node: PartNode
  readonly depth: number
}

/** What the file is made of. */
export function PartsPane({ report, files, selected, onSelect, onOpen }: Props) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const tree = useMemo(() => toPartsTree(report, files), [report, files])
  const rows = useMemo(() => visibleNodes(tree, toggled), [tree, toggled])
  const active = useMemo(() => activeRow(rows, selected), [rows, selected])

  const toggle = (node: PartNode): void => {
    const next = new Set(toggled)
    if (!next.delete(node.key)) next.add(node.key)
    setToggled(next)
  }
  const onKey = ({ key }: KeyboardEvent): boolean => {
    const node = rows[active]?.node
    if (node === undefined || node.children.length === 0) return false
    const opens = key === 'ArrowRight' && !isOpen(node, toggled)
    const closes = key === 'ArrowLeft' && isOpen(node, toggled)
    if (opens || closes) toggle(node)
    return opens || closes
  }

  return (
    <VirtualRows
      label="Parts"
      role="tree"
      rows={rows}
      heightOf={rowHeight}
      active={active}
      ariaOf={({ node, depth }) => ({
        'aria-level': depth,
        'aria-expanded': node.children.length === 0 ? undefined : isOpen(node, toggled),
      })}
      onActive={(index) => {
        const row = rows[index]
        if (row !== undefined) onSelect(row.node)
      }}
      onOpen={(index) => {
        const row = rows[index]
        if (row !== undefined) onOpen(row.node)
      }}
      onKey={onKey}
    >
      {({ node, depth }) => (
        <NodeRow
          node={node}
          depth={depth}
          open={isOpen(node, toggled)}
          onToggle={() => toggle(node)}
        />
      )}
    </VirtualRows>
  )
}

interface NodeRowProps extends Row {
  readonly open: boolean
  readonly onToggle: () => void
}

function NodeRow({ node, depth, open, onToggle }: NodeRowProps) {
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <div className={styles.node} style={{ paddingInlineStart: 4 + depth * 8 }}>
      {node.children.length === 0 ? (
        <span className={styles.leaf} />
      ) : (
        <Chevron
          size={16}
          className={styles.chevron}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        />
      )}
      <span className={node.code === null ? styles.name : styles.codeName}>
        <HostileText text={node.name} most={64} />
      </span>
      {node.carriesCode && <CodeMark label={node.code === null ? 'holds code' : 'this is code'} />}
      <span className={styles.type}>{node.type}</span>
      {node.size !== null && (
        <span className={styles.size} title={`${toCountText(node.size)} bytes`}>
          {toShortSizeText(node.size)}
        </span>
      )}
    </div>
  )
}

/** The innermost visible node on the way to what is chosen; a byte of the file may lie in a part of it. */
function activeRow(rows: readonly Row[], selected: Props['selected']): number {
  if (selected === null) return -1
  const { location, part } = selected
  const onTheWay = new Set(location.map((_, at) => locationKey(location.slice(0, at + 1))))
  const byPath = rows.findLastIndex(({ node }) => onTheWay.has(node.key))
  const byPart = rows.findIndex(({ node }) => part !== null && node.part === part)
  return (rows[byPart]?.depth ?? 0) > (rows[byPath]?.depth ?? 0) ? byPart : byPath
}

function rowHeight(): number {
  return 24
}
