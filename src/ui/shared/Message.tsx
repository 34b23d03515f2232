import { shorten } from '../../engine/model/escapeText.ts'
import { HostileText } from './HostileText.tsx'

/** A sentence of the engine: what stands in backquotes is from the file, and is set as code. */
export function Message({ text, most }: { readonly text: string; readonly most: number }) {
  const pieces = shorten(text, most).split('`')
  // With an odd number of backquotes one of them is from the file: then nothing is set apart.
  if (pieces.length % 2 === 0) return <HostileText text={text} most={most} />
  return (
    <>
      {pieces.map((piece, at) =>
        at % 2 === 1 ? (
          <HostileText key={at} text={piece} mono />
        ) : (
          <HostileText key={at} text={piece} most={most} />
        ),
      )}
    </>
  )
}
