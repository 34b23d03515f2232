import {
  bytesSource,
  entropyAlong,
  fieldsBetween,
  hashAlong,
  layOut,
  searchBytes,
  weightsOf,
  type ByteSource,
  type Layout,
} from '../engine/index.ts'
import { fileSource } from './fileSource.ts'
import type { BytesAnswer, BytesOrder, BytesPlace } from './bytes/BytesOrder.ts'

const TELL_EVERY_MS = 100 // more often than the eye follows costs more than it shows

let layout: Layout | null = null

/** Does what is asked of one file's bytes. What takes long is ended from outside. */
self.onmessage = ({ data }: MessageEvent<BytesOrder>) => {
  try {
    obey(data)
  } catch (error) {
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

function obey(order: BytesOrder): void {
  switch (order.kind) {
    case 'lay-out': {
      layout = layOut(toSource(order.place), order.hint)
      const { encoding, regions, notes } = layout
      answer({ kind: 'laid-out', layout: { encoding, regions: regions.map(withoutInside), notes } })
      return
    }
    case 'fields': {
      const { id, start, end } = order
      const fields = layout === null ? [] : fieldsBetween(layout, start, end)
      answer({ kind: 'fields', id, fields })
      return
    }
    case 'search':
      run(searchBytes(toSource(order.place), order.pattern), (search, isLast) =>
        answer({ kind: 'search', search, isLast }),
      )
      return
    case 'entropy':
      run(entropyAlong(toSource(order.place)), (entropy, isLast) =>
        answer({ kind: 'entropy', entropy, isLast }),
      )
      return
    case 'weights':
      run(weightsOf(toSource(order.place), order.only), (weights, isLast) =>
        answer({ kind: 'weights', weights, isLast }),
      )
      return
    case 'hash':
      run(hashAlong(toSource(order.place), order.offset, order.length), (hash, isLast) =>
        answer({ kind: 'hash', ...hash, isLast }),
      )
  }
}

function toSource(place: BytesPlace): ByteSource {
  return place.kind === 'file' ? fileSource(place.file, { bytes: 0 }) : bytesSource(place.bytes)
}

/** Functions do not cross to the page. */
function withoutInside({
  name,
  offset,
  length,
  value,
  kind,
  path,
  type,
  isGap,
}: Layout['regions'][number]) {
  return { name, offset, length, value, kind, path, type, isGap }
}

/** Runs to the end, telling now and then how far it has come. */
function run<T>(steps: Generator<T, T>, tell: (step: T, isLast: boolean) => void): void {
  let told = 0
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      tell(step.value, true)
      return
    }
    if (performance.now() - told < TELL_EVERY_MS) continue
    told = performance.now()
    tell(step.value, false)
  }
}

function answer(message: BytesAnswer): void {
  self.postMessage(message)
}
