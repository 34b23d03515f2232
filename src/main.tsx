import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './ui/App.tsx'
import { createBeside } from './ui/beside.ts'
import { createWorkbench } from './ui/createWorkbench.ts'
import { forgetEverything } from './ui/forget/forgetEverything.ts'
import { createAnalyze, createReadings } from './ui/hub/analyzeOpened.ts'
import { createElsewhere, isElsewhere } from './ui/elsewhere/elsewhere.ts'
import { ElsewhereDialog } from './ui/elsewhere/ElsewhereDialog.tsx'
import { withElsewhere } from './ui/elsewhere/readElsewhere.ts'
import { createHub } from './ui/hub/hub.ts'
import { createTokens } from './ui/hub/tokens.ts'
import { createVisitRules } from './ui/link/visitRules.ts'
import { connectAddress } from './ui/session/address.ts'
import { rememberedJournals } from './ui/session/journals.ts'
import { browserRows } from './ui/session/rowBase.ts'
import { createShelf, rowMaker } from './ui/session/shelf.ts'
import { createTableView } from './ui/shared/tableView.ts'
import { rememberedNotes } from './ui/session/notes.ts'
import { poolLimits } from './ui/session/queue.ts'
import { createSession } from './ui/session/session.ts'
import { withUndo } from './ui/session/withUndo.ts'
import { createActs } from './ui/shared/acts.ts'
import './ui/shared/base.css'
import { copyWhole } from './ui/shared/copyWhole.ts'
import { ErrorBoundary } from './ui/shared/ErrorBoundary.tsx'
import { createLayout } from './ui/shared/layout.ts'
import { notesText } from './ui/shared/Note.ts'
import { toHubAddress } from './ui/shared/LinkSource.ts'
import { policyInForce, reachOf } from './ui/shared/policy.ts'
import { browserMemory } from './ui/shared/remembered.ts'
import { createRuleSet } from './ui/shared/ruleSet.ts'
import './ui/shared/theme.css'
import { createSharing } from './ui/sharing.ts'
import { followTheme } from './ui/shared/theme.ts'
import { createOffline } from './ui/update/offline.ts'
import {
  groupDropped,
  journalKey,
  prepareWorker,
  readCodeAs,
  reportJson,
  toCsv,
  toJsonLines,
  toRow,
} from './worker/client.ts'

/** The fragment of a page that begins anew after everything was erased. */
const FORGOTTEN = '#forgotten'

const memory = browserMemory(() => window.localStorage)
const tokens = createTokens(() => window.sessionStorage)
const readings = createReadings()
const rules = createRuleSet(memory)
const visitRules = createVisitRules(rules)
const analyze = createAnalyze(tokens, readings, visitRules.inUse)
const acts = createActs()
const desk = {
  keyOf: journalKey,
  journals: rememberedJournals(memory),
  notes: rememberedNotes(memory),
  now: () => new Date(),
}
const limits = poolLimits(navigator.hardwareConcurrency)
const session = withUndo(
  createSession(withElsewhere(analyze, visitRules.inUse), desk, limits),
  acts,
)
const rowOf = rowMaker(({ analysis, model }) => {
  if (analysis === null) return null
  return toRow(analysis, model.isFolder ? model.name : (model.files[0]?.path ?? model.name))
})
const shelf = createShelf({
  base: browserRows(() => window.indexedDB),
  session: session.store,
  rowOf,
  now: () => new Date(),
  onRefused: () =>
    acts.say('This browser keeps nothing here: after a reload the table of files is gone.'),
})
const table = {
  view: createTableView(),
  shelf,
  rowOf,
  noteOf: (hash: string | null) => (hash === null ? '' : notesText(desk.notes.read(hash))),
  toCsv,
  toJsonLines,
}
const hubAlone = createHub(tokens, readings, {
  add: session.add,
  replace: session.replace,
  showHub: () => session.show(null),
})
const reach = reachOf(policyInForce(document))
const elsewhere = createElsewhere(reach, session.add)
/** The same field takes addresses of the Hub and of other hosts. */
const hub = {
  ...hubAlone,
  openText: (text: string) =>
    isElsewhere(text) ? elsewhere.openText(text) : hubAlone.openText(text),
}
/** What the page kept is gone from memory too once it begins anew; the fragment says so. */
async function forget(): Promise<void> {
  await forgetEverything({
    databases: () => window.indexedDB,
    local: () => window.localStorage,
    session: () => window.sessionStorage,
  })
  window.history.replaceState(null, '', `${window.location.pathname}${FORGOTTEN}`)
  window.location.reload()
}

const host = {
  forgetEverything: forget,
  version: __VERSION__,
  reach,
  openElsewhere: elsewhere.openText,
  offline: createOffline(window, import.meta.env.PROD),
  groupDropped,
  reportJson,
  prepareWorker,
  readCodeAs,
  workbench: createWorkbench(rules, acts, session.store),
}

if (window.location.hash === FORGOTTEN) {
  acts.say('Everything that this page kept in this browser is forgotten.')
  window.history.replaceState(null, '', window.location.pathname)
}
/** Goes to what the address names. A file of the Hub is opened from there; no other host is asked. */
function follow(): void {
  session.goTo(window.location.hash)
  const source = session.store.get().wanted?.source
  if (source?.kind === 'hub' && host.reach !== 'local') hub.open(toHubAddress(source))
}

follow()
connectAddress(session.store, window)
window.addEventListener('popstate', follow)
copyWhole(document)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root')
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary what="The page">
      <App
        session={session}
        hub={hub}
        layout={createLayout(memory, { width: window.innerWidth, height: window.innerHeight })}
        theme={followTheme(window, memory)}
        acts={acts}
        beside={createBeside(session, tokens)}
        table={table}
        sharing={createSharing(visitRules, { version: __VERSION__, reportJson })}
        host={host}
      />
      <ElsewhereDialog elsewhere={elsewhere} />
    </ErrorBoundary>
  </StrictMode>,
)
