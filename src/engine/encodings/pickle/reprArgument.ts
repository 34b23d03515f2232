import { decodeLatin1 } from '../marshal/decodeText.ts'
import { printableIn } from '../python-repr/printable.ts'
import { reprFloat, reprInteger } from '../python-repr/reprNumber.ts'
import { codePointsOf, reprBytes, reprText } from '../python-repr/reprText.ts'
import { decodeEscapes } from './escapes.ts'
import type { Argument, Leaf } from './readArgument.ts'

const MAX_SHOWN = 4_096 // characters or bytes of one argument: a longer one is an array, not a name
const UNICODE = 15.1 // of CPython 3.13, whose pickletools is followed

const isPrintable = printableIn(UNICODE)

/** An argument as `pickletools.dis` prints it; of a long one the beginning, and how long it is. */
export function reprArgument(argument: Argument, opcode: string): string {
  if (argument.kind === 'none') return ''
  if (argument.kind === 'line') return reprString(shownLine(argument.line.bytes))
  if (argument.kind !== 'names') return reprLeaf(argument, opcode === 'BYTEARRAY8')
  return reprString(`${shownLine(argument.module.bytes)} ${shownLine(argument.name.bytes)}`)
}

/** `repr` of a constant, shortened when it is long. */
export function reprLeaf(leaf: Leaf, isArray = leaf.kind === 'bytes' && leaf.mutable): string {
  switch (leaf.kind) {
    case 'bool':
      return leaf.value ? 'True' : 'False'
    case 'int':
      return reprInteger(leaf.value, false)
    case 'float':
      return reprFloat(leaf.value)
    case 'text':
      return reprString(leaf.text)
    case 'bytes':
      return isArray ? `bytearray(${reprBinary(leaf.bytes)})` : reprBinary(leaf.bytes)
  }
}

/** `repr` of a text, shortened when it is long. */
export function reprString(text: string): string {
  const repr = reprText(codePointsOf(text.slice(0, MAX_SHOWN)), isPrintable)
  return repr + rest(text.length, 'characters')
}

function reprBinary(bytes: Uint8Array): string {
  return `b${reprBytes(bytes.subarray(0, MAX_SHOWN))}${rest(bytes.length, 'bytes')}`
}

function rest(length: number, unit: string): string {
  return length > MAX_SHOWN ? `… (${length} ${unit})` : ''
}

/** pickletools decodes escapes here, which the unpickler does not. */
function shownLine(line: Uint8Array): string {
  const shown = line.subarray(0, MAX_SHOWN + 1)
  return decodeLatin1(decodeEscapes(shown) ?? shown)
}
