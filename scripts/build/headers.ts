import { headerPolicyOf, PAGES, type BuiltPage } from './contentSecurityPolicy.ts'

type Header = readonly [name: string, value: string]

/** What no page of ours uses, and so no script in one may. */
const NOT_USED = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

/** What every answer carries, beside its policy. */
const HEADERS: readonly Header[] = [
  ['Strict-Transport-Security', 'max-age=31536000'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', NOT_USED.map((feature) => `${feature}=()`).join(', ')],
]

const KEPT_FOR_EVER = 'public, max-age=31536000, immutable' // names in assets/ hold the hash of what they name
const ASKED_AGAIN = 'no-cache'

/** The service worker is bound by the policy of its own answer, and asks for nothing but files of the page. */
const WORKER = { file: 'service-worker.js', reaches: [] }

const [MAIN, ...OTHERS] = PAGES

/** Under what names a page is asked for: some hosts leave out `.html`. */
function namesOf({ file }: Pick<BuiltPage, 'file'>): readonly string[] {
  return file.endsWith('.html') ? [file, file.slice(0, -'.html'.length)] : [file]
}

function mainPage(): BuiltPage {
  if (MAIN === undefined) throw new Error('there is no page')
  return MAIN
}

/**
 * `_headers` of Netlify and Cloudflare Pages. A policy stands under the names of its page alone: both hosts join the
 * values of all rules that fit, and a browser enforces every policy that it is given.
 */
export function toHeadersFile(): string {
  const block = (path: string, headers: readonly Header[]): string =>
    [path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  const ownPolicy = (page: Pick<BuiltPage, 'file' | 'reaches'>): readonly string[] =>
    namesOf(page).map((name) =>
      block(`/${name}`, [
        ['Content-Security-Policy', headerPolicyOf(page)],
        ['Cache-Control', ASKED_AGAIN],
      ]),
    )
  const main = mainPage()
  return `${[
    block('/*', HEADERS),
    block('/', [
      ['Content-Security-Policy', headerPolicyOf(main)],
      ['Cache-Control', ASKED_AGAIN],
    ]),
    ...[...PAGES, WORKER].flatMap(ownPolicy),
    block('/assets/*', [['Cache-Control', KEPT_FOR_EVER]]),
  ].join('\n\n')}\n`
}

/** For nginx: a map of policies that stands beside `server`, and what stands in its `location`. */
export function toNginx(): string {
  const names = (file: string): string =>
    file.replace('.html', '(\\.html)?').replace('.js', '\\.js')
  const policies = [...OTHERS, WORKER].map(
    (page) => `  "~/${names(page.file)}$" "${headerPolicyOf(page)}";`,
  )
  const headers = HEADERS.map(([name, value]) => `#   add_header ${name} "${value}" always;`)
  return `# The headers of Lambdascope for nginx. This file belongs into http { }, as conf.d/lambdascope.conf does.
map $uri $lambdascope_policy {
${policies.join('\n')}
  default "${headerPolicyOf(mainPage())}";
}
map $uri $lambdascope_cache {
  "~/assets/" "${KEPT_FOR_EVER}";
  default "${ASKED_AGAIN}";
}

# And this into the server's location of the folder, at whatever path:
#
# location /models/ {
#   alias /srv/lambdascope/page/;
#   types { application/manifest+json webmanifest; font/ttf ttf; }
#   include mime.types;
#   add_header Content-Security-Policy $lambdascope_policy always;
#   add_header Cache-Control $lambdascope_cache always;
${headers.join('\n')}
# }
`
}

/** A CloudFront function (runtime cloudfront-js-2.0) for the event "viewer response". */
export function toCloudFrontFunction(): string {
  const policies = Object.fromEntries(
    [...OTHERS, WORKER].flatMap((page) =>
      namesOf(page).map((name) => [name, headerPolicyOf(page)]),
    ),
  )
  const headers = Object.fromEntries(
    HEADERS.map(([name, value]) => [name.toLowerCase(), { value }]),
  )
  return `// The headers of Lambdascope for CloudFront: a function of the event "viewer response", runtime cloudfront-js-2.0.
const MAIN = ${JSON.stringify(headerPolicyOf(mainPage()))}
const OTHERS = ${JSON.stringify(policies, null, 2)}
const HEADERS = ${JSON.stringify(headers, null, 2)}

function handler(event) {
  const response = event.response
  const uri = event.request.uri
  const name = uri.slice(uri.lastIndexOf('/') + 1)
  const isKept = uri.indexOf('/assets/') >= 0
  response.headers = Object.assign({}, response.headers, HEADERS, {
    'content-security-policy': { value: OTHERS[name] || MAIN },
    'cache-control': { value: isKept ? '${KEPT_FOR_EVER}' : '${ASKED_AGAIN}' },
  })
  return response
}
`
}
