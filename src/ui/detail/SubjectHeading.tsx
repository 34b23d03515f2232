import type { Layer, Report } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { CodeMark } from '../shared/Mark.tsx'
import { counted } from '../shared/quantities.ts'
import type { Selected } from '../shared/selection.ts'
import styles from './SubjectHeading.module.css'

interface Props {
  readonly report: Report
  readonly selected: Selected | null
}

/** What the detail column shows: a layer by its name and class, else code or a part by its name. */
export function SubjectHeading({ report, selected }: Props) {
  if (selected === null) return <>Details</>
  const layer = report.graph.layers.find(({ id }) => id === selected.layer)
  const name = layer?.name ?? nameOf(report, selected)
  return (
    <span className={styles.heading}>
      {carriesCode(report, selected) && <CodeMark />}
      <span className={styles.name}>
        <HostileText text={name} most={48} />
      </span>
      {layer !== undefined && <LayerFacts layer={layer} />}
    </span>
  )
}

function carriesCode({ code }: Report, selected: Selected): boolean {
  if (selected.code !== null) return true
  return code.some(({ uses }) =>
    uses.some(({ layer }) => layer !== null && layer === selected.layer),
  )
}

function nameOf({ code, parts }: Report, { code: id, part, location }: Selected): string {
  const named = code.find((each) => each.id === id) ?? parts.find((each) => each.id === part)
  return named?.name ?? location.at(-1)?.name ?? ''
}

function LayerFacts({ layer }: { readonly layer: Layer }) {
  const { className, outputShape, parameters, activation } = layer
  const facts = [
    className,
    outputShape,
    activation,
    parameters === null || parameters === 0 ? null : counted(parameters, 'parameter'),
    layer.custom ? 'not a class of Keras' : null,
  ].filter((fact) => fact !== null)
  return (
    <span className={styles.facts}>
      <HostileText text={facts.join(' · ')} most={80} />
    </span>
  )
}
