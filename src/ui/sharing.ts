import type { Report } from '../engine/index.ts'
import { toCaseText } from './link/caseFile.ts'
import type { VisitRules } from './link/visitRules.ts'
import { ownAddressOf } from './session/address.ts'
import type { DrawerTab, Entry } from './shared/entries.ts'
import { saveFile } from './shared/save.ts'

/** What is handed from one analyst to another beside a report. */
export interface Sharing {
  readonly rules: VisitRules
  /** Saves all that is known of a model, without the model. */
  readonly saveCase: (entry: Entry, tab: DrawerTab) => void
}

interface Means {
  readonly version: string
  readonly reportJson: (report: Report) => string
}

export function createSharing(rules: VisitRules, { version, reportJson }: Means): Sharing {
  return {
    rules,
    saveCase(entry, tab) {
      const { analysis, journal, notes } = entry
      if (analysis === null) return
      const { report } = analysis
      const address = ownAddressOf(entry, tab)
      const text = toCaseText(
        { address, report, journal, notes, rules: rules.inUse(), made: new Date(), version },
        reportJson,
      )
      const name = `${report.source.name}.lambdascope-case.json`
      saveFile(document, name, 'application/json', text)
    },
  }
}
