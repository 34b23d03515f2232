import { useMemo } from 'react'
import { HostileText } from '../shared/HostileText.tsx'
import { CodeMark, Mark } from '../shared/Mark.tsx'
import type { LayerMark } from '../shared/marks.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import type { LayerTree } from './LayerTree.ts'
import { rowsOf, type OutlineRow as Row } from './outlineRows.ts'
import styles from './GraphPane.module.css'

interface OutlineProps {
  readonly tree: LayerTree
  readonly marks: ReadonlyMap<string, LayerMark>
  readonly selected: string | null
  readonly onSelect: (layerId: string) => void
  readonly onOpen: (layerId: string) => void
}

/** The graph as text: every layer below what holds it, with what it reads from. */
export function Outline({ tree, marks, selected, onSelect, onOpen }: OutlineProps) {
  const rows = useMemo(() => rowsOf(tree), [tree])
  const idAt = (index: number): string => rows[index]?.layer.id ?? ''
  return (
    <VirtualRows
      label="Layers"
      role="tree"
      rows={rows}
      heightOf={rowHeight}
      active={rows.findIndex(({ layer }) => layer.id === selected)}
      onActive={(index) => onSelect(idAt(index))}
      onOpen={(index) => onOpen(idAt(index))}
      ariaOf={({ depth }) => ({ 'aria-level': depth + 1 })}
    >
      {({ layer, depth }) => (
        <OutlineRow layer={layer} depth={depth} mark={marks.get(layer.id) ?? null} />
      )}
    </VirtualRows>
  )
}

function OutlineRow({ layer, depth, mark }: Row & { readonly mark: LayerMark | null }) {
  const { className, name, inputs, outputShape } = layer
  return (
    <span className={styles.outlineRow} style={{ paddingInlineStart: 12 + depth * 16 }}>
      {mark?.carriesCode === true && <CodeMark />}
      <b>
        <HostileText text={className} most={40} />
      </b>
      <HostileText text={name} most={40} />
      {outputShape !== null && <HostileText text={outputShape} most={40} />}
      {inputs.length > 0 && (
        <span className={styles.quiet}>
          from <HostileText text={inputs.slice(0, 4).join(', ')} most={60} />
          {inputs.length > 4 && ` and ${inputs.length - 4} more`}
        </span>
      )}
      {mark?.severity != null && (
        <>
          <Mark shape={mark.severity} /> {mark.severity}
        </>
      )}
    </span>
  )
}

function rowHeight(): number {
  return 24
}
