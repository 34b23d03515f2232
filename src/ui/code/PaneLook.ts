import type { Location } from '../../engine/index.ts'
import type { CodeView } from '../shared/codeView.ts'

/** What the pane asks for: another location, another way to look, or both. */
export interface PaneLook {
  /** Without one the chosen location stays. */
  readonly location?: Location
  readonly view: (view: CodeView) => CodeView
  /** Chosen on purpose, not passed by with the arrow keys. */
  readonly isStep: boolean
}
