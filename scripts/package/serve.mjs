#!/usr/bin/env node
// Serves the folder "page" beside this file to this machine alone, with the headers of page/_headers.
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('page', import.meta.url))
const PORT = 8000
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}
const RULES = readFileSync(join(FOLDER, '_headers'), 'utf8').trim().split('\n\n').map(toRule)

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const content = request.method === 'GET' || request.method === 'HEAD' ? read(pathname) : null
  const type = TYPES[extname(pathname === '/' ? '.html' : pathname)] ?? 'application/octet-stream'
  if (content === null) response.writeHead(404, headersOf(pathname)).end('Not here\n')
  else response.writeHead(200, [...headersOf(pathname), 'Content-Type', type]).end(content)
})
server.on('error', ({ message }) => {
  console.error(`It cannot be served: ${message}. Another port: node serve.mjs 9000`)
  process.exitCode = 1
})
server.listen(Number(process.argv[2] ?? PORT), '127.0.0.1', () => {
  console.log(`Lambdascope: http://127.0.0.1:${server.address().port}/ (Ctrl C ends it)`)
})

/** A file of the folder, or null: nothing above the folder is served. */
function read(pathname) {
  let path
  try {
    path = normalize(join(FOLDER, decodeURIComponent(pathname)))
  } catch {
    return null // not an address
  }
  if (path !== FOLDER + sep && !path.startsWith(FOLDER + sep)) return null
  const file = pathname === '/' ? join(FOLDER, 'index.html') : path
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : null
}

function toRule(block) {
  const [path, ...lines] = block.split('\n')
  return {
    path,
    headers: lines.map((line) =>
      line
        .trim()
        .split(/: (.*)/)
        .slice(0, 2),
    ),
  }
}

function headersOf(pathname) {
  const fitting = RULES.filter(({ path }) =>
    path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : path === pathname,
  )
  return fitting.flatMap(({ headers }) => headers.flat())
}
