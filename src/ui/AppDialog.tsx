import type { Analysis } from '../engine/index.ts'
import { AboutDialog } from './about/AboutDialog.tsx'
import { KeysDialog } from './about/KeysDialog.tsx'
import { ProofDialog } from './about/ProofDialog.tsx'
import { FindDialog } from './find/FindDialog.tsx'
import type { DialogName } from './perform.ts'
import type { Target } from './shared/selection.ts'

interface Props {
  readonly name: DialogName | null
  /** Of the model that is shown. */
  readonly analysis: Analysis | null
  readonly version: string
  readonly onSelect: (target: Target) => void
  readonly onClose: () => void
}

/** The dialog that is open, if any. */
export function AppDialog({ name, analysis, version, onSelect, onClose }: Props) {
  switch (name) {
    case 'find':
      return analysis && <FindDialog analysis={analysis} onSelect={onSelect} onClose={onClose} />
    case 'keys':
      return <KeysDialog onClose={onClose} />
    case 'about':
      return <AboutDialog version={version} onClose={onClose} />
    case 'proof':
      return <ProofDialog onClose={onClose} />
    case null:
      return null
  }
}
