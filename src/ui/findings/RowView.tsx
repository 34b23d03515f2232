import { ChevronDown, ChevronRight } from 'lucide-react'
import type { Finding } from '../../engine/index.ts'
import { classes } from '../shared/classes.ts'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import type { FindingRow, RuleGroup, SeverityGroup } from './findingRows.ts'
import styles from './FindingsPane.module.css'

interface Props {
  readonly row: FindingRow
  readonly reasons: ReadonlyMap<string, string>
  readonly onRule: (rule: string) => void
}

/** One row of the list. */
export function RowView({ row, reasons, onRule }: Props) {
  if (row.kind === 'severity') return <SeverityRow row={row} />
  if (row.kind === 'rule') return <RuleRow row={row} onRule={onRule} />
  const reason = reasons.get(row.finding.id) ?? null
  return <FindingView finding={row.finding} isAlone={row.isAlone} {...{ reason, onRule }} />
}

/** Pixels. */
export function heightOf(row: FindingRow): number {
  if (row.kind !== 'finding') return 24
  const isLong = row.finding.message.length > ONE_LINE
  const message = isLong ? 48 : 28
  return row.isAlone ? message + 20 : message
}

const ONE_LINE = 36 // characters that fit into the usual width; longer messages take two lines

function SeverityRow({ row: { severity, findings, isOpen } }: { readonly row: SeverityGroup }) {
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div className={styles.severity}>
      <Chevron size={16} className={styles.chevron} aria-hidden="true" />
      <Mark shape={severity} />
      <span className={styles[severity]}>{severity}</span>
      <span className={styles.count}>{findings.length}</span>
    </div>
  )
}

interface RuleRowProps extends Pick<Props, 'onRule'> {
  readonly row: RuleGroup
}

function RuleRow({ row: { severity, title, rule, findings, isOpen }, onRule }: RuleRowProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div className={styles.rule}>
      <Chevron size={16} className={styles.chevron} aria-hidden="true" />
      <Mark shape={severity} />
      <span className={styles.title} title={title}>
        {title}
      </span>
      <span className={styles.count}>{findings.length}</span>
      <RuleId rule={rule} onRule={onRule} />
    </div>
  )
}

interface FindingViewProps extends Pick<Props, 'onRule'> {
  readonly finding: Finding
  readonly isAlone: boolean
  /** Why it was set aside. */
  readonly reason: string | null
}

function FindingView({ finding, isAlone, reason, onRule }: FindingViewProps) {
  const { title, rule, message, severity, why } = finding
  return (
    <div
      className={classes(
        styles.finding,
        !isAlone && styles.member,
        reason !== null && styles.aside,
      )}
      title={`${rule} ${title}. ${why}`}
    >
      {isAlone && (
        <>
          <Mark shape={severity} />
          <span className={styles.title}>{title}</span>
          <RuleId rule={rule} onRule={onRule} />
        </>
      )}
      <span className={styles.message}>
        {reason !== null && <strong className={styles.chip}>set aside</strong>}{' '}
        <Message text={message} most={400} />
      </span>
    </div>
  )
}

/** Leads to what the rule says; by keyboard `r` does. */
function RuleId({ rule, onRule }: { readonly rule: string; readonly onRule: Props['onRule'] }) {
  return (
    <button
      type="button"
      className={styles.ruleId}
      tabIndex={-1}
      title={`What ${rule} says (r)`}
      onClick={(event) => {
        event.stopPropagation()
        onRule(rule)
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {rule}
    </button>
  )
}
