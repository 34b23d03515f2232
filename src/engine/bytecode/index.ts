import type { Listing } from '../model/Listing.ts'
import { cpython } from './cpython/cpython.ts'
import type { Decoder } from './Decoder.ts'
import { pickle } from './pickle/pickle.ts'

/** The decoder of each machine. */
export const DECODERS: ReadonlyMap<Listing['machine'], Decoder> = new Map([
  [cpython.id, cpython],
  [pickle.id, pickle],
])
