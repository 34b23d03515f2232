import { MODULES, NAMES } from './renames.table.ts'

const MODULE_NAMES = new Map(MODULES)
const FULL_NAMES = new Map(
  NAMES.map(([module, name, toModule, toName]) => [
    `${module} ${name}`,
    [toModule, toName] as const,
  ]),
)

/** Module and name in Python 3 of what protocols up to 2 write as Python 2 called it. */
export function renamed(module: string, name: string): readonly [module: string, name: string] {
  return FULL_NAMES.get(`${module} ${name}`) ?? [MODULE_NAMES.get(module) ?? module, name]
}
