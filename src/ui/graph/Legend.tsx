import type { ReactNode } from 'react'
import type { LayerMark } from '../shared/marks.ts'
import { CodeMark, Mark } from '../shared/Mark.tsx'
import { counted } from '../shared/quantities.ts'
import { AMOUNTS, FAMILIES, type Colouring } from './colouring.ts'
import styles from './Legend.module.css'
import type { Scene } from './scene.ts'

interface LegendProps {
  readonly scene: Scene
  readonly marks: ReadonlyMap<string, LayerMark>
  readonly colouring: Colouring
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const

/** What the colours, marks and lines of the drawing mean; of the colours those that are used. */
export function Legend({ scene, marks, colouring }: LegendProps) {
  const severities = SEVERITIES.filter((severity) =>
    [...marks.values()].some((mark) => mark.severity === severity),
  )
  return (
    <ul className={styles.legend} aria-label="Legend">
      {coloursOf(scene, colouring).map(({ colour, title }) => (
        <Row key={title} sample={<Swatch colour={colour} />} title={title} />
      ))}
      {severities.map((severity) => (
        <Row key={severity} sample={<Mark shape={severity} />} title={`${severity} finding`} />
      ))}
      <Row sample={<CodeMark />} title="carries code" />
      <Row sample={<span className={styles.group} />} title="closed group, Space opens it" />
      <Row sample="×3" title="blocks alike but for names" />
      <Row sample={<span className={styles.dashed} />} title="leads back up" />
    </ul>
  )
}

function Row({ sample, title }: { readonly sample: ReactNode; readonly title: string }) {
  return (
    <li>
      <span className={styles.sample} aria-hidden="true">
        {sample}
      </span>
      {title}
    </li>
  )
}

function Swatch({ colour }: { readonly colour: string }) {
  return <span className={styles.swatch} style={{ background: `var(--${colour})` }} />
}

function coloursOf(
  { nodes }: Scene,
  colouring: Colouring,
): readonly { readonly colour: string; readonly title: string }[] {
  if (colouring === 'finding') return []
  if (colouring === 'family')
    return FAMILIES.filter(({ family }) => nodes.some((node) => node.family === family)).map(
      ({ family, title }) => ({ colour: `family-${family}`, title }),
    )
  const unknown = nodes.filter(({ layer }) => layer.parameters === null).length
  return [
    ...AMOUNTS,
    ...(unknown === 0
      ? []
      : [{ colour: 'raised', title: `${counted(unknown, 'layer')}: the file does not say` }]),
  ]
}
