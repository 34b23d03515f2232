#!/usr/bin/env node
import { runScan } from './scan.ts'
import { parseArguments, USAGE } from './arguments.ts'

/** The command line: `lambdascope scan …`. Exit codes are in the usage text. */
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
  }
}

process.exitCode = await main()
