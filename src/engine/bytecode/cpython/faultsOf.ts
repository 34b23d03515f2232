import type { Fault } from '../../model/Listing.ts'
import { Faults } from './Faults.ts'
import { codesIn, toReading, type Told } from './tell.ts'
import { violationsOf } from './violations.ts'

/** What is wrong with a payload: in its marshal text, in its code objects, and behind them. */
export function faultsOf(told: Told, payload: Uint8Array): readonly Fault[] {
  const { document, root, version, python } = told
  const faults = new Faults()
  for (const { message, offset } of document.faults) faults.add(message, { offset, length: 1 })
  const trailing = payload.length - document.length
  if (trailing > 0 && document.isComplete)
    faults.add(`${trailing} bytes follow the code object`, {
      offset: document.length,
      length: trailing,
    })
  if (python.length > 0) return faults.list()
  faults.add(
    `not compiler output: no code that CPython ${version.id} compiles looks like this`,
    root,
  )
  for (const code of codesIn(root))
    for (const fault of violationsOf(toReading(code, version))) faults.add(fault.message, fault)
  return faults.list()
}
