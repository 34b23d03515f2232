import { ParseError } from '../../bytes/ParseError.ts'
import type { Decoder } from '../Decoder.ts'

/** Marshalled code objects of CPython. */
export const cpython: Decoder = {
  id: 'cpython',
  title: 'CPython bytecode',
  explanation: 'Code objects that CPython wrote with marshal.dumps: read, listed, never run.',
  decode() {
    throw new ParseError('no version of CPython is known yet', 0)
  },
}
