import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.json', 'application/json'],
  ['.webmanifest', 'application/manifest+json'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.ttf', 'font/ttf'],
])

/** A static host as any other: files of a folder under a path, and nothing else. */
export interface Host {
  /** Where the folder begins, with a slash at its end. */
  readonly address: string
  /** Paths that were asked for, with their queries. */
  readonly asked: string[]
  /** The folder that is served: a newer version takes its place. */
  folder: string
  /** Files that somebody changed on the host. */
  readonly tampered: Map<string, string>
  /** Whether it gives the headers of the build's `_headers`. */
  givesHeaders: boolean
  close(): Promise<void>
}

/** Serves a folder under a path of the loopback interface. */
export async function startHost(folder: string, path = '/'): Promise<Host> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = request.url ?? '/'
    asked.push(url)
    const address = new URL(url, 'http://host')
    if (!address.pathname.startsWith(path)) {
      response.writeHead(404).end()
      return
    }
    const rest = address.pathname.slice(path.length)
    const file = rest === '' ? 'index.html' : rest
    const content = host.tampered.get(file) ?? contentOf(join(host.folder, file))
    const headers = host.givesHeaders ? headersOf(host.folder, `/${rest}`) : []
    const type = TYPES.get(extname(file)) ?? 'application/octet-stream'
    if (content === null) response.writeHead(404).end()
    else response.writeHead(200, [...headers, ['Content-Type', type]].flat()).end(content)
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', () => done())
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the host has no port')
  const host: Host = {
    address: `http://127.0.0.1:${bound.port}${path}`,
    asked,
    folder,
    tampered: new Map(),
    givesHeaders: false,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  return host
}

function contentOf(path: string): Uint8Array | null {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : null
}

/** As Netlify and Cloudflare read `_headers`: all rules that fit. */
function headersOf(folder: string, path: string): readonly (readonly [string, string])[] {
  const blocks = readFileSync(join(folder, '_headers'), 'utf8').trim().split('\n\n')
  return blocks.flatMap((block) => {
    const [rule = '', ...lines] = block.split('\n')
    const fits = rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule
    return fits ? lines.map((line) => toHeader(line)) : []
  })
}

function toHeader(line: string): readonly [string, string] {
  const at = line.indexOf(': ')
  return [line.slice(0, at).trim(), line.slice(at + 2)]
}
