import { useStore, type Node, type NodeProps } from '@xyflow/react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, type CSSProperties } from 'react'
import { escapeText, shorten } from '../../engine/model/escapeText.ts'
import { CodeMark, Mark } from '../shared/Mark.tsx'
import type { LayerMark } from '../shared/marks.ts'
import { counted, toCountText } from '../shared/quantities.ts'
import styles from './LayerNode.module.css'
import { AMOUNTS, FAMILIES } from './colouring.ts'
import { shapeText } from './nodeBox.ts'
import type { SceneNode } from './scene.ts'

export type FlowNode = Node<
  {
    readonly node: SceneNode
    readonly mark: LayerMark | null
    /** The colour of its edge, by its name in theme.css. */
    readonly tint: string | null
    /** Whether others stand out. */
    readonly isBack: boolean
  },
  'layer'
>

/** Style that gives a node its colour, by the colour's name. */
const TINTS: ReadonlyMap<string, CSSProperties & { readonly '--tint': string }> = new Map(
  [
    ...FAMILIES.map(({ family }) => `family-${family}`),
    ...AMOUNTS.map(({ colour }) => colour),
    ...['critical', 'high', 'medium', 'low', 'info', 'code'],
  ].map((name) => [name, { '--tint': `var(--${name})` }]),
)

/** One layer, one closed group, or the header of an open group. */
export const LayerNode = memo(function LayerNode({ data }: NodeProps<FlowNode>) {
  const { node, mark, tint, isBack } = data
  return (
    <div
      className={styles.node}
      data-kind={node.kind}
      data-code={node.carriesCode}
      data-tinted={tint !== null}
      data-back={isBack}
      style={tint === null ? undefined : TINTS.get(tint)}
      title={tooltipOf(node)}
    >
      {node.carriesCode && <CodeMark />}
      <span className={styles.label}>
        <b>{node.title}</b>
        <span className={styles.name}>{node.name}</span>
      </span>
      {node.kind !== 'layer' && <Toggle node={node} />}
      <Marks node={node} mark={mark} />
      {node.layer.outputShape !== null && node.kind !== 'open' && (
        <span className={styles.shape}>{shapeText(node.layer)}</span>
      )}
    </div>
  )
})

/** The view listens for all toggles. */
function Toggle({ node }: Pick<FlowNode['data'], 'node'>) {
  const isOpen = node.kind === 'open'
  const Icon = isOpen ? ChevronDown : ChevronRight
  const label = `${isOpen ? 'Close' : 'Open'} ${node.name}, ${counted(node.inside, 'layer')}`
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.toggle}
      aria-label={label}
      aria-expanded={isOpen}
      title={label}
    >
      {toCountText(node.inside)} <Icon size={16} aria-hidden="true" />
    </button>
  )
}

function Marks({ node, mark }: Pick<FlowNode['data'], 'node' | 'mark'>) {
  const severity = mark?.severity ?? null
  if (severity === null && !node.carriesCode) return null
  return <VisibleMarks carriesCode={node.carriesCode} severity={severity} />
}

/** They keep their size on screen, so that they are seen at any zoom. */
function VisibleMarks({ carriesCode, severity }: LayerMark) {
  const scale = useStore(({ transform }) => Math.max(1, 1 / transform[2]))
  return (
    <span className={styles.marks} style={{ scale }}>
      {carriesCode && (
        <span className={styles.chip} aria-hidden="true">
          λ
        </span>
      )}
      {severity !== null && (
        <span role="img" aria-label={severity} title={severity}>
          <Mark shape={severity} />
        </span>
      )}
    </span>
  )
}

function tooltipOf({ layer, inside }: SceneNode): string {
  const facts = [
    `${layer.className} ${layer.name}`,
    ...(layer.outputShape === null ? [] : [`output ${layer.outputShape}`]),
    ...(layer.parameters === null ? [] : [counted(layer.parameters, 'parameter')]),
    ...(layer.activation === null ? [] : [`activation ${layer.activation}`]),
    ...(inside === 0 ? [] : [`${counted(inside, 'layer')} inside`]),
  ]
  return facts.map((fact) => shorten(escapeText(fact), 200)).join('\n')
}
