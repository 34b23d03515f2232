import type { Operand, Operation } from '../../engine/index.ts'
import { WHEN_WORDS } from '../shared/effects.ts'
import { HostileText } from '../shared/HostileText.tsx'
import styles from './OperationFacts.module.css'

const MOST_OPERANDS = 100 // all are in the report

/** What an operation of a graph is given, as far as that can be told without running anything. */
export function OperationFacts({ operation }: { readonly operation: Operation }) {
  const { op, node, graph, operands, runs, role, count } = operation
  return (
    <section className={styles.operation} aria-label="Operation" tabIndex={0}>
      <h3>
        <HostileText text={op} most={60} mono />{' '}
        <span className={styles.quiet}>
          {runs === 'unreached' ? 'not reached from what is loaded or called' : WHEN_WORDS[runs]}
          {count > 1 && `, ${count} alike`}
        </span>
      </h3>
      <dl className={styles.facts}>
        <dt>Node</dt>
        <dd>
          <HostileText text={node} most={200} mono />
        </dd>
        <dt>Stands in</dt>
        <dd>{graph === null ? 'the main graph' : <HostileText text={graph} most={200} mono />}</dd>
        {role !== null && (
          <>
            <dt>Role</dt>
            <dd>{ROLES[role]}</dd>
          </>
        )}
        {operands.slice(0, MOST_OPERANDS).map((operand, at) => (
          <OperandFact key={at} operand={operand} />
        ))}
      </dl>
    </section>
  )
}

function OperandFact({ operand: { name, text, from } }: { readonly operand: Operand }) {
  return (
    <>
      <dt>
        <HostileText text={name} most={40} mono />
      </dt>
      <dd>
        {text !== null && <HostileText text={text} most={600} mono />}{' '}
        <span className={styles.quiet}>{text === null ? UNKNOWN[from] : SOURCES[from]}</span>
      </dd>
    </>
  )
}

const ROLES: Readonly<Record<NonNullable<Operation['role']>, string>> = {
  saver: 'what an ordinary export saves and restores weights with',
  initializer: 'what an ordinary export fills its tables with',
}

const SOURCES: Readonly<Record<Operand['from'], string>> = {
  literal: '',
  asset: '(a file of its own assets)',
  argument: '(given by the caller)',
  unknown: '(not told)',
}

const UNKNOWN: Readonly<Record<Operand['from'], string>> = {
  literal: 'known when it runs',
  asset: 'a file of its own assets',
  argument: 'given by the caller',
  unknown: 'known when it runs',
}
