import type { Plugin } from 'vite'
import { PAGES, policyOf, type BuiltPage } from './contentSecurityPolicy.ts'
import { toHeadersFile } from './headers.ts'

const ENTRY = 'index.html'

/** What stands in the head of every page. */
export interface Origin {
  /** The commit that was built, or why there is none to name. */
  readonly commit: string
}

/**
 * Makes the pages of the build out of the one that Vite built: each with its policy before anything else in its head,
 * its title and its manifest; and the headers for hosts that read them from a file. The development server needs
 * inline scripts, and so has no policy.
 */
export function pages({ commit }: Origin): Plugin {
  return {
    name: 'pages',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const built = bundle[ENTRY]
      if (built?.type !== 'asset') throw new Error(`Vite built no ${ENTRY}`)
      const html = toText(built.source)
      for (const page of PAGES) {
        const source = toPage(html, page, commit)
        if (page.file === ENTRY) built.source = source
        else this.emitFile({ type: 'asset', fileName: page.file, source })
        const manifest = `${JSON.stringify(toManifest(page), null, 2)}\n`
        this.emitFile({ type: 'asset', fileName: manifestName(page), source: manifest })
      }
      this.emitFile({ type: 'asset', fileName: '_headers', source: toHeadersFile() })
      // GitHub Pages leaves out what its own page builder would; this file says that the folder is to be taken as it is.
      this.emitFile({ type: 'asset', fileName: '.nojekyll', source: '' })
    },
  }
}

function toText(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source)
}

function toPage(html: string, page: BuiltPage, commit: string): string {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${policyOf(page)}">`
  const built = `<meta name="commit" content="${commit}">`
  const manifest = `<link rel="manifest" href="./${manifestName(page)}">`
  return replaceOnce(
    replaceOnce(html, '<head>', `<head>\n    ${policy}`),
    '</title>',
    `${page.suffix}</title>\n    ${built}\n    ${manifest}`,
  )
}

function replaceOnce(html: string, from: string, to: string): string {
  if (html.split(from).length !== 2) throw new Error(`${ENTRY} has ${from} not just once`)
  return html.replace(from, () => to)
}

function manifestName({ file }: BuiltPage): string {
  return file.replace('.html', '.webmanifest')
}

/** What a browser needs to install the page as an app. Every address is relative to the manifest's own. */
function toManifest({ file, suffix }: BuiltPage) {
  return {
    id: `./${file}`,
    name: `Lambdascope${suffix}`,
    short_name: `Lambdascope${suffix}`,
    description: 'Shows what a machine-learning model would run. The model is read in this page.',
    start_url: file === ENTRY ? './' : `./${file}`,
    scope: './',
    display: 'standalone',
    background_color: '#16181d',
    theme_color: '#16181d',
    icons: [
      { src: './icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: './icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      {
        src: './icons/icon-maskable-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
      { src: './icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  }
}
