// Quoted-printable as binascii.a2b_qp reads it (RFC 2045).

const EQUALS = 0x3d
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** The bytes of quoted-printable text. What is no escape stands for itself. Never throws. */
export function decodeQuotedPrintable(text: Uint8Array): Uint8Array {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at++) {
    const byte = text[at] ?? 0
    if (byte !== EQUALS) bytes.push(byte)
    else if (text[at + 1] === LINE_FEED) at++
    else if (text[at + 1] === CARRIAGE_RETURN && text[at + 2] === LINE_FEED) at += 2
    else {
      const pair = String.fromCharCode(text[at + 1] ?? 0, text[at + 2] ?? 0)
      if (/^[0-9a-f]{2}$/i.test(pair)) {
        bytes.push(Number.parseInt(pair, 16))
        at += 2
      } else bytes.push(byte)
    }
  }
  return Uint8Array.from(bytes)
}
