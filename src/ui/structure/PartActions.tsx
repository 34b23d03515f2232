import { useState } from 'react'
import { placeOf, type ByteHost } from '../shared/byteHost.ts'
import { readBytes, type ByteStore } from '../shared/bytesAt.ts'
import { Button, CopyButton } from '../shared/controls.tsx'
import { toSizeText } from '../shared/quantities.ts'
import { saveFile } from '../shared/save.ts'
import type { StructureNode } from './structureTree.ts'
import styles from './StructurePane.module.css'

interface Props {
  readonly host: ByteHost
  readonly store: ByteStore
  readonly node: StructureNode | undefined
}

const MAX_SAVED_BYTES = 1024 * 1024 * 1024 // what a browser takes as one download from memory

/** What can be done with the chosen part: its hash, and its bytes as a file. */
export function PartActions({ host, store, node }: Props) {
  const [hashed, setHashed] = useState<{ readonly key: string; readonly text: string }>()
  const place = node?.place ?? null
  if (node === undefined || place === null) return null
  const { offset, length } = place
  const hash = async (): Promise<void> => {
    const bytes = placeOf(store)
    if (bytes === null) {
      setHashed({ key: node.key, text: 'download the file first' })
      return
    }
    setHashed({ key: node.key, text: '…' })
    const job = { kind: 'hash', place: bytes, offset, length } as const
    const { sha256 } = await host.runBytesJob(job, new AbortController().signal, ({ done }) =>
      setHashed({ key: node.key, text: `${toSizeText(done)} of ${toSizeText(length)}` }),
    )
    setHashed({ key: node.key, text: sha256 ?? '' })
  }
  const save = async (): Promise<void> => {
    const bytes = await readBytes(store, offset, length)
    const name = `${node.name}-0x${offset.toString(16)}.bin`
    saveFile(document, name, 'application/octet-stream', new Uint8Array(bytes))
  }
  const known = hashed?.key === node.key ? hashed.text : null
  return (
    <span className={styles.actions}>
      {known === null ? (
        <Button onClick={() => void hash()} title="SHA-256 of the chosen part">
          SHA-256
        </Button>
      ) : (
        <span className={styles.hash}>
          {known}
          {known.length === 64 && <CopyButton text={known} label="Copy the SHA-256" />}
        </span>
      )}
      <Button
        onClick={() => void save()}
        disabled={length > MAX_SAVED_BYTES}
        title={`Save the ${toSizeText(length)} of the chosen part as a file`}
      >
        Save part
      </Button>
    </span>
  )
}
