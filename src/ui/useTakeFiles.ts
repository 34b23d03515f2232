import { useCallback } from 'react'
import type { groupDropped } from '../worker/client.ts'
import { takeRules } from './createWorkbench.ts'
import { mayHoldRules } from './drop/ruleFiles.ts'
import type { Dropped } from './drop/walkEntries.ts'
import type { Dialog } from './perform.ts'
import type { Session } from './session/session.ts'
import type { Acts } from './shared/acts.ts'
import type { Workbench } from './shared/workbench.ts'
import { takeDropped } from './takeDropped.ts'

interface Takers {
  readonly session: Session
  readonly acts: Acts
  readonly host: { readonly groupDropped: typeof groupDropped; readonly workbench: Workbench }
  readonly setDialog: (dialog: Dialog | null) => void
}

/** Takes what was dropped: rules go to their library, case files are opened, all else is analysed. */
export function useTakeFiles({
  session,
  acts,
  host,
  setDialog,
}: Takers): (dropped: Dropped) => void {
  const onModels = useCallback(
    (dropped: Dropped): void => {
      setDialog(null) // it would stand over what was dropped
      takeDropped(dropped, { session, acts, groupDropped: host.groupDropped })
    },
    [session, acts, host, setDialog],
  )
  return useCallback(
    (dropped: Dropped): void => {
      if (!mayHoldRules(dropped)) onModels(dropped)
      else
        void takeRules(dropped, host.workbench).then((models) => {
          if (models.files.length > 0) onModels(models)
        })
    },
    [onModels, host],
  )
}
