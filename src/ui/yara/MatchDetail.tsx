import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Location, YaraMatch } from '../../engine/index.ts'
import { createBlocks, type Blocks } from '../shared/blocks.ts'
import type { Bytes } from '../shared/bytesAt.ts'
import { Button } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { locationText } from '../shared/location.ts'
import { Mark } from '../shared/Mark.tsx'
import { counted, toOffsetText } from '../shared/quantities.ts'
import { toSnippet } from './snippet.ts'
import styles from './MatchDetail.module.css'

interface Props {
  readonly match: YaraMatch
  /** The bytes in which the offsets count. */
  readonly bytes: Bytes
  readonly onSelect: (location: Location) => void
  /** Shows bytes as bytes. */
  readonly onHex: (location: Location) => void
  /** Shows the rule in the editor. */
  readonly onRule: () => void
  /** Makes a rule from the strings that matched. */
  readonly onMake: () => void
}

/** What a rule matched: what it says of itself, and each string with its bytes. */
export function MatchDetail({ match, bytes, onSelect, onHex, onRule, onMake }: Props) {
  const { rule, severity, meta, location, strings, stringCount } = match
  const [blocks] = useState(() => (bytes.kind === 'here' ? createBlocks(bytes.store) : null))
  const start = bytes.kind === 'here' ? bytes.offset : 0
  return (
    <div className={styles.match}>
      <h3 className={styles.rule}>
        <Mark shape={severity} />
        {rule}
        <span className={styles.severity}>{severity}</span>
        <Button onClick={onRule}>Show the rule</Button>
        <Button onClick={onMake} title="A rule that looks for the strings that matched here">
          Make a rule
        </Button>
      </h3>
      <dl className={styles.meta}>
        {meta.map(([key, value]) => (
          <div key={key} className={styles.pair}>
            <dt>{key}</dt>
            <dd>
              <HostileText text={value} most={300} />
            </dd>
          </div>
        ))}
        <div className={styles.pair}>
          <dt>in</dt>
          <dd title={locationText(location)}>
            <HostileText text={location.at(-1)?.name ?? ''} />
          </dd>
        </div>
      </dl>
      <ul aria-label="Matched strings">
        {strings.map(({ id, offset, length }) => (
          <li key={`${id} ${offset}`} className={styles.line}>
            <button
              type="button"
              className={styles.string}
              title="Show these bytes"
              onClick={() =>
                onSelect([...location, { kind: 'range', name: id, offset, length, via: 'same' }])
              }
            >
              <span className={styles.id}>{id}</span>
              <span className={styles.offset}>{toOffsetText(offset)}</span>
              <span className={styles.length}>{counted(length, 'byte')}</span>
              {blocks !== null && (
                <Snippet blocks={blocks} offset={start + offset} length={length} />
              )}
            </button>
            <Button
              title="Show these bytes in the hex view"
              onClick={() =>
                onHex([...location, { kind: 'range', name: id, offset, length, via: 'same' }])
              }
            >
              Hex
            </Button>
          </li>
        ))}
        {stringCount > strings.length && (
          <li className={styles.more}>
            and {counted(stringCount - strings.length, 'more', 'more')}
          </li>
        )}
      </ul>
    </div>
  )
}

function Snippet(props: {
  readonly blocks: Blocks
  readonly offset: number
  readonly length: number
}) {
  const { blocks, offset, length } = props
  useSyncExternalStore(blocks.subscribe, blocks.version, blocks.version)
  useLayoutEffect(() => blocks.want(offset, length), [blocks, offset, length])
  return <span className={styles.snippet}>{toSnippet(blocks.byteAt, offset, length) ?? '…'}</span>
}
