import type { CodeObject } from '../../engine/index.ts'
import { PYTHON_VERSIONS } from '../../engine/model/pythonVersions.ts'
import styles from './CodePane.module.css'

interface VersionPickerProps {
  /** As the bytes tell. */
  readonly told: CodeObject['python']
  /** The version that was chosen; null: as told. */
  readonly python: string | null
  readonly onPython: (python: string | null) => void
}

const AS_TOLD = ''

/** The version of Python that a payload is read as. */
export function VersionPicker({ told, python, onPython }: VersionPickerProps) {
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
      {told.length > 1 && python === null && <span>, same bytecode</span>}
    </label>
  )
}

/** `3.8 or 3.9`. */
export function toldText(told: CodeObject['python']): string {
  return told.length === 0 ? 'not known' : told.join(' or ')
}
