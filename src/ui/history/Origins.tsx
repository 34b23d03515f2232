import { GitCommitHorizontal, GitCompare, ListChecks } from 'lucide-react'
import type { CodeObject } from '../../engine/index.ts'
import type { FileRevision, Wanted } from '../../worker/client.ts'
import { Button, CopyButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { CodeMark } from '../shared/Mark.tsx'
import { counted, toSizeText } from '../shared/quantities.ts'
import type { History } from './history.ts'
import type { HistoryView, Search, SearchStep } from './HistoryState.ts'
import styles from './history.module.css'
import { dateText } from './Revisions.tsx'

interface Props {
  readonly view: HistoryView
  readonly history: History
}

/** For each code object of the newest revision: which commit brought it in. */
export function Origins({ view, history }: Props) {
  const { code, search, isWalking } = view
  return (
    <section className={styles.origins} aria-label="Which commit brought code in">
      <h2>Which commit brought code in</h2>
      {code === null ? (
        <p>
          The newest revision was not read yet.{' '}
          <Button onClick={history.readCode} disabled={isWalking}>
            Read its code by ranges
          </Button>
        </p>
      ) : (
        <Codes code={code} onSearch={history.search} isBusy={search?.state === 'running'} />
      )}
      {search !== null && <SearchView search={search} history={history} />}
    </section>
  )
}

interface CodesProps {
  readonly code: readonly CodeObject[]
  readonly onSearch: (wanted: Wanted, title: string) => void
  readonly isBusy: boolean
}

const MOST_LISTED = 200 // code objects: a model has a handful

function Codes({ code, onSearch, isBusy }: CodesProps) {
  if (code.length === 0) return <p>The newest revision holds no code.</p>
  return (
    <ul className={styles.codes}>
      {code.slice(0, MOST_LISTED).map((object) => (
        <CodeRow key={object.id} object={object} onSearch={onSearch} isBusy={isBusy} />
      ))}
    </ul>
  )
}

function CodeRow({
  object: { id, name, layer, slot, sha256 },
  onSearch,
  isBusy,
}: Omit<CodesProps, 'code'> & { readonly object: CodeObject }) {
  const place = `${layer ?? 'model'} › ${slot}`
  return (
    <li>
      <CodeMark /> <HostileText text={`${place}: ${name}`} most={80} />{' '}
      <code title={sha256}>{sha256.slice(0, 10)}…</code>{' '}
      <Button
        onClick={() => onSearch({ kind: 'code', sha256 }, `exactly this code of ${place}`)}
        disabled={isBusy}
        title={`Finds the commit that brought ${id} in with these very bytes`}
      >
        <GitCommitHorizontal size={16} aria-hidden="true" /> Find its commit
      </Button>{' '}
      <Button
        onClick={() => onSearch({ kind: 'slot', layer, slot }, `any code in ${place}`)}
        disabled={isBusy}
        title="Code that is compiled anew has other bytes: this finds the first of any in this place"
      >
        Find the first code in this place
      </Button>
    </li>
  )
}

function SearchView({ search, history }: { readonly search: Search; readonly history: History }) {
  const { title, steps, state, doing, total } = search
  return (
    <div className={styles.search}>
      <p>
        Looking for <HostileText text={title} most={120} /> by halving: this assumes that it came
        once and stayed.
      </p>
      <ol className={styles.steps} aria-label="Revisions that were looked at">
        {steps.map((step, at) => (
          <li key={at}>
            <StepText step={step} />
          </li>
        ))}
      </ol>
      <p role="status" className={styles.cost}>
        {state === 'running' && `${doing}. `}
        {state === 'stopped' && 'Stopped. '}
        {state === 'failed' && <HostileText text={`It failed: ${doing}. `} most={300} />}
        {`${counted(total.files, 'file')} read by ranges: ${toSizeText(total.bytes)} in ${counted(total.requests, 'request')}.`}
      </p>
      <Result search={search} history={history} />
    </div>
  )
}

const PRESENCE = {
  yes: 'has it',
  no: 'does not have it',
  unknown: 'cannot be told: not everything in it was examined',
} as const

function StepText({ step: { revision, presence, cost, isReused } }: { readonly step: SearchStep }) {
  const read = isReused
    ? 'the same bytes as one before, not read again'
    : `${toSizeText(cost.bytes)} in ${counted(cost.requests, 'request')}`
  return (
    <>
      <CommitText revision={revision} /> {PRESENCE[presence]} · {read}
    </>
  )
}

function CommitText({ revision: { commit } }: { readonly revision: FileRevision }) {
  return (
    <>
      <code title={commit.id}>{commit.id.slice(0, 10)}</code>{' '}
      <HostileText text={dateText(commit.date)} most={20} />{' '}
      <HostileText text={commit.title} most={64} />
    </>
  )
}

function Result({ search, history }: { readonly search: Search; readonly history: History }) {
  const { origin, turns, state } = search
  if (turns !== null) return <Turns turns={turns} history={history} />
  if (origin === null || state !== 'done') return null
  return (
    <div className={styles.result} role="region" aria-label="Result">
      <OriginText origin={origin} history={history} />
      <p className={styles.actions}>
        <Button onClick={history.readAll} title="Finds out whether it came and went more than once">
          <ListChecks size={16} aria-hidden="true" /> Read every revision
        </Button>
      </p>
    </div>
  )
}

interface OriginProps {
  readonly origin: NonNullable<Search['origin']>
  readonly history: History
}

function OriginText({ origin, history }: OriginProps) {
  switch (origin.kind) {
    case 'found':
      return <FoundText origin={origin} history={history} />
    case 'from-the-start':
      return (
        <p>
          The oldest known revision has it already: <Named revision={origin.oldest} />. What was
          before is not known here; between the two ends it may have gone and come again.
        </p>
      )
    case 'not-in-newest':
      return (
        <p>
          The newest revision {PRESENCE[origin.presence]}: the ends contradict, and halving cannot
          tell when it was there.
        </p>
      )
    case 'oldest-unknown':
      return (
        <p>
          Whether the oldest revision has it cannot be told, since not everything in it was
          examined: <Named revision={origin.oldest} />.
        </p>
      )
  }
}

function FoundText({
  origin: { brought, before, between },
  history,
}: {
  readonly origin: Extract<OriginProps['origin'], { readonly kind: 'found' }>
  readonly history: History
}) {
  return (
    <>
      <p className={styles.found}>
        {between.length === 0 ? 'It came with ' : 'It was there at the latest with '}
        <Named revision={brought} />
      </p>
      <p>
        The revision before does not have it: <Named revision={before} />
      </p>
      {between.length > 0 && (
        <p>
          {counted(between.length, 'revision')} between the two could not be told; any of them may
          have brought it.
        </p>
      )}
      <p className={styles.actions}>
        <Button onClick={() => history.compare(before, brought)} strong>
          <GitCompare size={16} aria-hidden="true" /> Compare before and after it
        </Button>
      </p>
    </>
  )
}

function Turns({
  turns,
  history,
}: {
  readonly turns: NonNullable<Search['turns']>
  readonly history: History
}) {
  return (
    <div className={styles.result} role="region" aria-label="Result">
      <p>
        Every revision was read.{' '}
        {turns.length === 0 ? 'None has it.' : `It came or went ${counted(turns.length, 'time')}:`}
      </p>
      <ol>
        {turns.map(({ revision, before, change }) => (
          <li key={revision.commit.id}>
            It {change} with <Named revision={revision} />{' '}
            {before !== null && (
              <Button onClick={() => history.compare(before, revision)}>Compare</Button>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** A commit with all that the Hub says of it. */
function Named({ revision }: { readonly revision: FileRevision }) {
  const { authors, id } = revision.commit
  return (
    <span>
      <CommitText revision={revision} /> by <HostileText text={authors.join(', ')} most={64} />
      <CopyButton text={id} label="Copy the commit" />
    </span>
  )
}
