import type { Fault } from '../../model/Listing.ts'
import { Faults } from './Faults.ts'
import { toReading } from './Reading.ts'
import type { Told } from './tell.ts'
import { violationsOf } from './violations.ts'

/** What is wrong with a payload: in its marshal text, in its code objects, behind them. `isCut`: not all was listed. */
export function faultsOf(told: Told, isCut: boolean): readonly Fault[] {
  const { document, root, codes, python } = told
  const faults = new Faults()
  for (const { message, offset } of document.faults) faults.add(message, { offset, length: 1 })
  for (const gap of codes.gaps) faults.add(gap.message, gap)
  if (isCut) faults.add('what constants repeat is too long to print; it was cut', root)
  addTrailing(faults, told)
  addMisplaced(faults, told)
  if (python.length === 0) addViolations(faults, told)
  return faults.list()
}

function addTrailing(faults: Faults, { document, payload }: Told): void {
  const length = payload.length - document.length
  if (length === 0 || !document.isComplete) return
  faults.add(`${length} bytes follow the code object`, { offset: document.length, length })
}

function addMisplaced(faults: Faults, { codes }: Told): void {
  for (const { code, inner } of codes.all.values()) {
    const constants = new Set(code.constants)
    for (const value of inner)
      if (!constants.has(value))
        faults.add(`a code object stands in ${code.name} where no compiler puts one`, value)
  }
}

function addViolations(faults: Faults, { root, codes, version }: Told): void {
  faults.add(
    `not compiler output: no code that CPython ${version.id} compiles looks like this`,
    root,
  )
  for (const { code } of codes.all.values())
    for (const fault of violationsOf(toReading(code, version))) faults.add(fault.message, fault)
}
