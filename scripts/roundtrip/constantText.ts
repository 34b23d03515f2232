import { valuesIn, type MarshalValue } from '../../src/engine/encodings/marshal/Marshal.ts'

/** A text that two constants share only when they are the same by type, value and sign. */
export function constantText(value: MarshalValue): string {
  const texts = valuesIn(value).map(constantText)
  const hasOrder = value.kind !== 'set' && value.kind !== 'frozenset'
  return `${value.kind} ${leafText(value)}(${(hasOrder ? texts : texts.sort()).join(', ')})`
}

function leafText(value: MarshalValue): string {
  if (value.kind === 'integer') return `${value.value}${value.isLong ? 'L' : ''}`
  if (value.kind === 'boolean') return String(value.value)
  if (value.kind === 'float') return signed(value.value)
  if (value.kind === 'complex') return `${signed(value.real)} ${signed(value.imaginary)}`
  if (value.kind === 'bytes') return JSON.stringify(Buffer.from(value.bytes).toString('latin1'))
  if (value.kind === 'text')
    return JSON.stringify(value.codePoints === null ? value.text : value.codePoints)
  return ''
}

function signed(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
