// YARA rules in a link: deflate without a header (RFC 1951), then base64url (RFC 4648 section 5) without padding.

/** What a link brings is not what it says: the message says why, for people. */
export class BroughtError extends Error {
  override readonly name = 'BroughtError'
}

const MAX_RULES_BYTES = 1024 * 1024 // what a link of 64 kB may unfold to; rules by hand have some kilobytes
const PIECE = 8_192 // bytes turned into characters at a time: all at once are too many arguments

/** Rules as the field `y` of a link holds them. */
export async function toRulesField(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += PIECE)
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The rules of a field. Throws `BroughtError` when it holds none, or more than a mebibyte of them. */
export async function parseRulesField(field: string): Promise<string> {
  const bytes = unpacked(field)
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const text = new TextDecoder('utf-8', { fatal: true })
  try {
    return text.decode(await limited(stream))
  } catch (error) {
    if (error instanceof BroughtError) throw error
    throw new BroughtError('they are damaged', { cause: error })
  }
}

function unpacked(field: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(field.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch (error) {
    throw new BroughtError('they are no base64', { cause: error })
  }
}

/** Stops as soon as there are too many bytes, whatever is still to come. */
async function limited(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = stream.getReader()
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > MAX_RULES_BYTES) {
      await reader.cancel()
      throw new BroughtError(`they unfold to more than ${MAX_RULES_BYTES} bytes`)
    }
    pieces.push(value)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

/** The names of rules, in their order. */
export function ruleNames(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*(?:(?:private|global)[ \t]+)*rule[ \t]+(\w{1,128})/gm)].map(
    ([, name = '']) => name,
  )
}
