import type { CodeObject, CodeUse, Location } from '../../engine/index.ts'
import { CopyButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { LocationPath } from '../shared/LocationPath.tsx'
import { Mark } from '../shared/Mark.tsx'
import { counted, toOffsetText, toSizeText } from '../shared/quantities.ts'
import styles from './CodePane.module.css'
import { MACHINE_WORDS } from './machineWords.ts'
import { VersionPicker } from './VersionPicker.tsx'

interface CodeFactsProps {
  /** As it is shown: perhaps read as another version. */
  readonly code: CodeObject
  /** As the bytes tell. */
  readonly told: CodeObject['python']
  /** The version that was chosen; null: as told. */
  readonly python: string | null
  readonly onPython: (python: string | null) => void
  readonly onSelect: (location: Location) => void
}

const MAX_PLACES = 50 // all are in the report

/** What is known of a code object as a whole. */
export function CodeFacts({ code, told, python, onPython, onSelect }: CodeFactsProps) {
  const { machine, name, filename, firstLine, size, encoding, sha256, faults, locations, uses } =
    code
  return (
    <div className={styles.facts}>
      <p>
        <strong>
          <HostileText text={name} most={60} mono />
        </strong>{' '}
        {machine === 'pickle' ? (
          <>· pickle, run by whoever loads it</>
        ) : (
          <>
            from <HostileText text={filename} most={60} mono /> line {firstLine} ·{' '}
            <VersionPicker {...{ told, python, onPython }} likely={code.likelyPython} />
          </>
        )}
      </p>
      {faults.slice(0, MAX_PLACES).map(({ message, offset }) => (
        <p key={`${offset} ${message}`} className={styles.fault}>
          <Mark shape="medium" /> <HostileText text={message} most={200} /> (at{' '}
          {toOffsetText(offset)})
        </p>
      ))}
      <details>
        <summary>
          {toSizeText(size)}
          {encoding !== 'none' && ` · ${encoding}`} · {counted(locations.length, 'place')}
        </summary>
        <p className={styles.hash}>
          <span className={styles.quiet}>sha256</span> <code title={sha256}>{sha256}</code>
          <CopyButton
            text={sha256}
            label={`Copy the SHA-256 of the ${MACHINE_WORDS[machine].payload}`}
          />
        </p>
        {locations.slice(0, MAX_PLACES).map((location, at) => (
          <Place key={at} location={location} use={uses[at] ?? null} onSelect={onSelect} />
        ))}
        {locations.length > MAX_PLACES && (
          <p className={styles.quiet}>and {counted(locations.length - MAX_PLACES, 'more place')}</p>
        )}
      </details>
    </div>
  )
}

function Place(props: {
  readonly location: Location
  readonly use: CodeUse | null
  readonly onSelect: (location: Location) => void
}) {
  const { location, use, onSelect } = props
  return (
    <div className={styles.place}>
      <LocationPath location={location} onSelect={onSelect} />
      {use !== null && (
        <dl className={styles.use}>
          <Fact name="slot" value={use.slot} />
          <Fact name="layer" value={use.layer} />
          <Fact name="module" value={use.module} />
          <Fact name="defaults" value={use.defaults} />
          <Fact name="closure" value={use.closure} />
        </dl>
      )}
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string | null }) {
  if (value === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <HostileText text={value} most={300} mono />
      </dd>
    </div>
  )
}
