// npm run notices: writes public/third-party-notices.txt, the licences of every package that is shipped.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const OUT = 'public/third-party-notices.txt'
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))

const packages = Object.entries(lock.packages)
  .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
  .map(([path]) => path)
  .toSorted()

const notices = packages.map((path) => {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  return `${name} ${version} (${license ?? 'licence in its files'})\n\n${licenceText(path)}`
})
const rule = `\n\n${'='.repeat(80)}\n\n`
const head = 'Lambdascope contains the packages below. Their licences follow.'
const text = `${[head, ...notices].join(rule)}\n`

if (process.argv.includes('--check')) {
  const current = existsSync(OUT) && readFileSync(OUT, 'utf8') === text
  if (!current) console.error(`${OUT} is stale: npm run notices`)
  process.exitCode = current ? 0 : 1
} else {
  writeFileSync(OUT, text)
}

function licenceText(path) {
  const files = readdirSync(path).filter((file) =>
    /^(licen[cs]e|copying|notice|third-?party)/i.test(file),
  )
  if (files.length === 0)
    return 'The package carries no licence file; its package.json names the licence above.'
  return files.map((file) => readFileSync(join(path, file), 'utf8').trim()).join('\n\n')
}
