// Lays out large graphs beside the page.
import { drawnLayout } from './drawnLayout.ts'
import type { LayoutAnswer, LayoutOrder } from './LayoutMessage.ts'

const TELL_MS = 50

addEventListener('message', ({ data }: MessageEvent<LayoutOrder>) => {
  const { number, graph } = data
  let told = performance.now()
  const layout = drawnLayout(graph, (share) => {
    if (performance.now() - told < TELL_MS) return
    told = performance.now()
    answer({ kind: 'progress', number, share })
  })
  answer({ kind: 'laid-out', number, layout })
})

function answer(message: LayoutAnswer): void {
  postMessage(message)
}
