// node pyodideHost.mjs <package>: answer.py inside Pyodide. A classic Pyodide wants a process of its own.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const folder = dirname(createRequire(import.meta.url).resolve(`${process.argv[2]}/package.json`))
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href)
const python = await loadPyodide({ indexURL: `${folder}/` })
const names = python.runPython("{'__name__': 'answer'}")
python.runPython(readFileSync(new URL('answer.py', import.meta.url), 'utf8'), { globals: names })
const answer = names.get('answer')
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${answer(line)}\n`)
