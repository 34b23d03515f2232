import { Check, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Report } from '../../engine/index.ts'
import { CopyButton } from '../shared/controls.tsx'
import { sizeOf, type Entry, type Run } from '../shared/entries.ts'
import { kerasText, pythonText } from '../../engine/model/facts.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { counted, toCountText, toSizeText } from '../shared/quantities.ts'
import { hasEnded } from '../shared/verdictLook.ts'
import styles from './FactsLine.module.css'

interface Props {
  readonly entry: Entry
  readonly onProblems: () => void
}

/** One line of what the file is, and how much of it was examined. */
export function FactsLine({ entry, onProblems }: Props) {
  const report = entry.analysis?.report ?? null
  const size = report?.source.size ?? sizeOf(entry.model)
  return (
    <ul className={styles.facts} aria-label="Facts">
      {report !== null && <Origin report={report} />}
      <Fact title={`${toCountText(size)} bytes`}>{toSizeText(size)}</Fact>
      <Fact>
        <Hash entry={entry} />
      </Fact>
      {report !== null && <Contents report={report} />}
      {report !== null && (
        <Fact>
          <Examined report={report} run={entry.run} onProblems={onProblems} />
        </Fact>
      )}
    </ul>
  )
}

/** How many layers, code objects and pickles. */
function Contents({ report: { graph, code } }: { readonly report: Report }) {
  return (
    <>
      {graph.layers.length > 0 && <Fact>{counted(graph.layers.length, 'layer')}</Fact>}
      <Fact>{codeText(code)}</Fact>
    </>
  )
}

/** Pickles are no code objects of Python, and run all the same. */
function codeText(code: Report['code']): string {
  const pickles = code.filter(({ machine }) => machine === 'pickle').length
  const objects = code.length - pickles
  if (pickles === 0) return counted(objects, 'code object')
  if (objects === 0) return counted(pickles, 'pickle')
  return `${counted(pickles, 'pickle')}, ${counted(objects, 'code object')}`
}

/** The format, and the versions that wrote it. */
function Origin({ report }: { readonly report: Report }) {
  const keras = kerasText(report)
  const python = pythonText(report)
  return (
    <>
      <Fact>{report.formatTitle}</Fact>
      {keras !== null && (
        <Fact>
          <HostileText text={keras} most={32} />
        </Fact>
      )}
      {python !== null && (
        <Fact title="The versions that write this bytecode">CPython {python}</Fact>
      )}
    </>
  )
}

function Fact({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  return (
    <li className={styles.fact} title={title}>
      {children}
    </li>
  )
}

function Hash({ entry: { analysis, model, run } }: { readonly entry: Entry }) {
  const sha256 = analysis?.report.source.sha256 ?? null
  if (sha256 !== null)
    return (
      <span className={styles.hash}>
        <span title={sha256}>
          sha256 <code>{`${sha256.slice(0, 8)}…${sha256.slice(-4)}`}</code>
        </span>
        <CopyButton text={sha256} label="Copy the SHA-256" />
      </span>
    )
  if (model.isFolder) return <>{counted(model.files.length, 'file')}</>
  return <>{run.kind === 'running' ? 'sha256 once all is read' : 'sha256 not known'}</>
}

interface ExaminedProps {
  readonly report: Report
  readonly run: Run
  readonly onProblems: () => void
}

function Examined({ report, run, onProblems }: ExaminedProps) {
  const { problems, complete } = report
  if (run.kind === 'case')
    return (
      <span className={styles.partly}>
        <TriangleAlert size={16} aria-hidden="true" /> not examined here
      </span>
    )
  if (problems.length > 0)
    return (
      <button type="button" className={styles.partly} onClick={onProblems}>
        <TriangleAlert size={16} aria-hidden="true" />
        not everything examined: {counted(problems.length, 'problem')}
      </button>
    )
  if (!hasEnded(report) && run.kind !== 'running' && run.kind !== 'waiting')
    return (
      <span className={styles.partly}>
        <TriangleAlert size={16} aria-hidden="true" />
        {run.kind === 'cancelled' ? 'cancelled: ' : ''}not every byte was read
      </span>
    )
  if (!hasEnded(report)) return <>every byte still to be read</>
  if (!complete) return <>not everything examined</>
  return (
    <span className={styles.all}>
      <Check size={16} aria-hidden="true" />
      {report.passes.content === 'skipped' ? 'structure and code examined' : 'everything examined'}
    </span>
  )
}
