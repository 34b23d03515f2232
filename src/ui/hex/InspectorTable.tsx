import { useEffect, useSyncExternalStore } from 'react'
import type { Blocks } from '../shared/blocks.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { inspect, INSPECTED_BYTES } from './inspect.ts'
import styles from './SidePanel.module.css'

interface Props {
  readonly blocks: Blocks
  readonly offset: number
}

/** What the bytes at the cursor would be. */
export function InspectorTable({ blocks, offset }: Props) {
  useSyncExternalStore(blocks.subscribe, blocks.version, blocks.version)
  useEffect(() => blocks.want(offset, INSPECTED_BYTES), [blocks, offset])
  const readings = inspect(bytesFrom(blocks, offset))
  return (
    <table className={styles.readings} aria-label="Bytes at the cursor">
      <thead>
        <tr>
          <th scope="col">Read as</th>
          <th scope="col">Little-endian</th>
          <th scope="col">Big-endian</th>
        </tr>
      </thead>
      <tbody>
        {readings.map(({ name, little, big }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td colSpan={big === null ? 2 : 1}>
              <HostileText text={little} most={24} mono />
            </td>
            {big !== null && (
              <td>
                <HostileText text={big} most={24} mono />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** As far as they are read. */
function bytesFrom(blocks: Blocks, offset: number): Uint8Array {
  const found: number[] = []
  for (let at = offset; at < Math.min(offset + INSPECTED_BYTES, blocks.size); at++) {
    const byte = blocks.byteAt(at)
    if (byte === null) break
    found.push(byte)
  }
  return Uint8Array.from(found)
}
