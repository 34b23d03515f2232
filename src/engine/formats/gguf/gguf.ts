// GGUF, the format of llama.cpp. https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
import { Cursor } from '../../bytes/Cursor.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const MAGIC = [0x47, 0x47, 0x55, 0x46]

export const gguf: Format = {
  id: 'gguf',
  title: 'GGUF',
  explanation:
    'A model of llama.cpp: recognised, not analysed; the chat template in it is code that the loader runs in a sandbox',
  matches: ({ isFolder, head }) =>
    !isFolder && head.length >= 8 && MAGIC.every((byte, at) => head[at] === byte),
  *parts({ name, main, head }) {
    yield detailPart(describe(head), main.at)
    const message = `${name} is a GGUF model: recognised, not analysed by this version (its chat template can carry code)`
    yield problemPart('not-analysed', message, main.at)
  },
}

function describe(head: Uint8Array): string {
  const cursor = new Cursor(head, MAGIC.length)
  const version = cursor.u32()
  const isOld = version === 1 || cursor.left < 16 // version 1 has counts of 32 bits
  return isOld
    ? `version ${version}`
    : `version ${version}, ${cursor.u64()} tensors, ${cursor.u64()} keys`
}
