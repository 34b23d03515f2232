#!/usr/bin/env node
import { parseArguments, USAGE } from './arguments.ts'
import { runCode } from './code.ts'
import { runCompare } from './compare.ts'
import { runScan } from './scan.ts'

/** The command line: `lambdascope scan …`, `lambdascope code …`. Exit codes are in the usage text. */
async function main(): Promise<number> {
  const command = parseArguments(process.argv.slice(2))
  switch (command.kind) {
    case 'help':
      process.stdout.write(USAGE)
      return 0
    case 'wrong':
      process.stderr.write(`lambdascope: ${command.message}\n\n${USAGE}`)
      return 64
    case 'scan':
      return runScan(command)
    case 'compare':
      return runCompare(command)
    case 'code':
      return runCode(command)
  }
}

// Whoever reads the output may have seen enough: `lambdascope … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

process.exitCode = await main()
