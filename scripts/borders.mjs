// Who may import whom (.config/dependency-cruiser.cjs). A cruiser that saw nothing also says ✔, so the check fails
// below 50 modules, and unless it catches a violation that is planted here.
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'

const PLANTED = 'src/engine/bytes/planted.ts'
const MIN_MODULES = 50

const modules = cruise()
if (modules.violations > 0) process.exit(1)
if (modules.count < MIN_MODULES) fail(`only ${modules.count} modules were cruised`)
writeFileSync(PLANTED, "export { FORMATS } from '../formats/index.ts'\n")
try {
  if (cruise().violations === 0) fail('a planted violation was not seen')
} finally {
  rmSync(PLANTED)
}
console.log(`${modules.count} modules keep their borders`)

function cruise() {
  const args = ['depcruise', '-c', '.config/dependency-cruiser.cjs', '--output-type', 'json', 'src']
  const { stdout } = spawnSync('npx', args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  const { summary } = JSON.parse(stdout)
  if (summary.violations.length > 0 && !summary.violations.some(({ from }) => from === PLANTED))
    for (const { rule, from, to } of summary.violations)
      console.error(`${rule.name}: ${from} → ${to}`)
  return { count: summary.totalCruised, violations: summary.violations.length }
}

function fail(message) {
  console.error(message)
  process.exitCode = 1
}
