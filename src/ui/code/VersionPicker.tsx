import type { CodeObject } from '../../engine/index.ts'
import { PYTHON_VERSIONS } from '../../engine/model/pythonVersions.ts'
import { isNarrower } from '../../engine/model/facts.ts'
import styles from './CodePane.module.css'

interface VersionPickerProps {
  /** As the bytes tell. */
  readonly told: CodeObject['python']
  /** Those of them that fit what the model says of itself. */
  readonly likely: CodeObject['likelyPython']
  /** The version that was chosen; null: as told. */
  readonly python: string | null
  readonly onPython: (python: string | null) => void
}

const AS_TOLD = ''

/** The version of Python that a payload is read as. */
export function VersionPicker({ told, likely, python, onPython }: VersionPickerProps) {
  return (
    <label className={styles.version}>
      CPython
      <select
        aria-label="Version of Python that the code is read as"
        title="Reads the code as that of another version. ✓: what the bytes tell."
        value={python ?? AS_TOLD}
        onChange={({ currentTarget }) =>
          onPython(currentTarget.value === AS_TOLD ? null : currentTarget.value)
        }
      >
        <option value={AS_TOLD}>{toldText(told)}</option>
        {PYTHON_VERSIONS.map((version) => (
          <option key={version} value={version}>
            {version}
            {told.includes(version) ? ' ✓' : ''}
          </option>
        ))}
      </select>
      {told.length > 1 && python === null && (
        <span title="Those versions write the same bytecode; what fits is told by the model's own versions and date">
          , same bytecode{isNarrower(likely, told) && `; ${likely.join(' or ')} fits the model`}
        </span>
      )}
    </label>
  )
}

/** `3.8 or 3.9`. */
export function toldText(told: CodeObject['python']): string {
  return told.length === 0 ? 'not known' : told.join(' or ')
}
