// Makes the static decoders and their types from our .proto files:  node scripts/protobuf/generate.mjs
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const protobuf = require('protobufjs')
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const PROTOS = ['src/engine/formats/saved-model/proto/savedModel.proto']

// Decoding alone, and nothing that needs eval: reflection stays on this side.
const WANTED = '-t static-module -w esm --dependency protobufjs/minimal.js'
const UNWANTED = 'create encode verify convert delimited typeurl comments service'

for (const proto of PROTOS) {
  const source = join(root, proto)
  const target = source.replace(/\.proto$/, '.generated.js')
  const without = UNWANTED.split(' ').map((part) => `--no-${part}`)
  execFileSync(join(root, 'node_modules', '.bin', 'pbjs'), [
    ...WANTED.split(' '),
    ...without,
    '-o',
    target,
    source,
  ])
  const made = `// Made from ${proto.split('/').pop()} by scripts/protobuf/generate.mjs\n`
  const code = readFileSync(target, 'utf8').replace(/export \{\s*\$root as default\s*\};?\s*$/, '')
  writeFileSync(target, made + code)
  const types = target.replace(/\.js$/, '.d.ts')
  writeFileSync(types, made + declarations(source))
  execFileSync(join(root, 'node_modules', '.bin', 'prettier'), ['--write', target, types])
}

function declarations(source) {
  const { nested } = protobuf.loadSync(source)
  const [[packageName, space]] = Object.entries(nested)
  const types = space.nestedArray.filter((type) => type instanceof protobuf.Type)
  const decoders = types.map(
    ({ name }) => `  readonly ${name}: { decode(reader: Reader): ${name} }`,
  )
  return [
    "import type { Reader } from 'protobufjs/minimal.js'\n",
    ...types.map(declaration),
    `export const ${packageName}: {\n${decoders.join('\n')}\n}\n`,
  ].join('\n')
}

function declaration({ name, fieldsArray }) {
  const members = fieldsArray.map((field) => `  readonly ${field.name}: ${typeOf(field)}`)
  return `export interface ${name} {\n${members.join('\n')}\n}\n`
}

function typeOf(field) {
  const scalar = { string: 'string', bytes: 'Uint8Array', bool: 'boolean', int32: 'number' }[
    field.type
  ]
  const type = scalar ?? field.type
  if (field.repeated) return `readonly ${type}[]`
  return scalar === undefined ? `${type} | null` : type
}
