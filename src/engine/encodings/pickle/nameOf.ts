import type { PickleValue } from './PickleValue.ts'

export type Global = Extract<PickleValue, { kind: 'global' }>

/** `os.system`, or `os` for the module itself; null when a part of it is not known. */
export function nameOf({ module, name }: Global): string | null {
  if (module === null || name === null) return null
  return name === '' ? module : `${module}.${name}`
}
