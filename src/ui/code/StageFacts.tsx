import type { CodeObject, Location, Stage, StageStep } from '../../engine/index.ts'
import { CopyButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { LocationPath } from '../shared/LocationPath.tsx'
import { counted } from '../shared/quantities.ts'
import styles from './CodePane.module.css'
import { stageLocations, stageNumber } from './stages.ts'

interface StageFactsProps {
  readonly code: CodeObject
  readonly stage: Stage
  readonly onSelect: (location: Location) => void
}

/** How a stage came to be: its steps, and the constants that they began with. */
export function StageFacts({ code, stage, onSelect }: StageFactsProps) {
  const { steps, title } = stage
  const [location = []] = stageLocations(code, stage)
  return (
    <div className={styles.facts}>
      <p>
        <strong>
          {stageNumber(stage)}: <HostileText text={title} most={80} />
        </strong>{' '}
        in <HostileText text={code.name} most={60} mono />. Worked out from its constants; nothing
        was run.
      </p>
      <details>
        <summary>{counted(steps.length, 'step')}</summary>
        <ol className={styles.steps}>
          {steps.map((step, at) => (
            <Step key={at} step={step} />
          ))}
        </ol>
      </details>
      <LocationPath location={location} onSelect={onSelect} />
    </div>
  )
}

function Step({ step }: { readonly step: StageStep }) {
  const { operation, inputBytes, outputBytes, inputSha256 } = step
  return (
    <li>
      <HostileText text={operation} most={60} mono />: {counted(inputBytes, 'byte')} →{' '}
      {counted(outputBytes, 'byte')}{' '}
      <span className={styles.hash}>
        <span className={styles.quiet}>input sha256</span>
        <code title={inputSha256}>{inputSha256}</code>
        <CopyButton text={inputSha256} label={`Copy the SHA-256 of the input of ${operation}`} />
      </span>
    </li>
  )
}
