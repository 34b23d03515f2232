// Who may import whom. Each rule says why in one sentence.
const E = '^src/engine/'
const TESTS = '\\.test\\.tsx?$'
const PACKAGES = '^node_modules/(fflate|protobufjs|yaml|@noble/hashes)/'

const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { pathNot: allowed },
})

module.exports = {
  forbidden: [
    only('bytes-is-the-floor', `${E}bytes/`, [`${E}bytes/`], 'bytes/ knows nothing above it.'),
    only(
      'model-is-vocabulary',
      `${E}model/`,
      [`${E}model/`, `${E}bytes/`],
      'model/ crosses every border: it names what is read, and reads nothing.',
    ),
    only(
      'encodings-know-bytes',
      `${E}encodings/(?!(?:pickle|zip|tar)/)([^/]+)`,
      [
        `${E}encodings/$1`,
        `${E}encodings/(json/(Json|parseJson)|python-repr/)`,
        `${E}bytes/`,
        PACKAGES,
      ],
      'An encoding knows bytes, not models. YAML is read into the tree of JSON, safetensors has a header of it; values print as repr.',
    ),
    only(
      'pickles-unpack-constants',
      `${E}encodings/pickle/`,
      [
        `${E}encodings/(pickle|python-repr|base32|base64|base85|hex|gzip|bzip2|xz)/`,
        `${E}encodings/marshal/decodeText`,
        `${E}bytes/`,
      ],
      'What a pickle hides by the codecs of Python is read by our readers of those codecs.',
    ),
    only(
      'archives-unpack-members',
      `${E}encodings/(zip|tar)/`,
      [`${E}encodings/(zip|tar|magic|bzip2|xz)/`, `${E}bytes/`, PACKAGES],
      'Archives name what lies beside their entries, and expand entries by our own readers.',
    ),
    only(
      'keras-is-meaning',
      `${E}keras/`,
      [`${E}(keras|bytes|model|encodings)/`],
      'keras/ says what a Keras configuration means, whatever file it stood in.',
    ),
    only(
      'containers-carry-models',
      `${E}containers/([^/]+)/`,
      [`${E}containers/$1/`, `${E}(bytes|model|encodings|keras)/`],
      'containers/ says what a container yields to every format that lies in it; it names none.',
    ),
    only(
      'formats-are-islands',
      `${E}formats/([^/]+)/`,
      [`${E}formats/$1/`, `${E}formats/Format`, `${E}(bytes|model|encodings|keras|containers)/`],
      'A format imports no other format, no detector, no bytecode.',
    ),
    only(
      'bytecode-is-an-island',
      `${E}bytecode/([^/]+)/`,
      [`${E}bytecode/$1/`, `${E}bytecode/Decoder`, `${E}(bytes|model|encodings)/`],
      'A decoder makes listings; it does not judge.',
    ),
    only(
      'fields-only-read',
      `${E}fields/`,
      [`${E}(fields|bytes|encodings)/`],
      'Fields say what bytes mean to their encoding, for whoever looks at bytes; nothing is judged by them.',
    ),
    only(
      'surveys-only-read',
      `${E}(survey|weights)/`,
      [`${E}(survey|weights|bytes|encodings|sha256)`],
      'What a person asks of every byte is counted; nothing is judged by it.',
    ),
    only(
      'indicators-only-read',
      `${E}indicators/`,
      [`${E}indicators/`, `${E}(bytes|model)/`, '^node_modules/@noble/hashes/'],
      'Indicators are taken from what was read; nothing is judged by them.',
    ),
    only(
      'detectors-are-islands',
      `${E}detectors/([^/]+)/`,
      [
        `${E}detectors/$1/`,
        `${E}detectors/(Detector|rules|names|placement|wording|grouped|effectOf)`,
        `${E}(bytes|model)/`,
      ],
      'A detector judges; it never parses.',
    ),
    only(
      'engine-is-headless',
      E,
      [E, PACKAGES],
      'No DOM, Node, React or WASM glue: it runs in a worker and in the CLI.',
    ),
    only(
      'wasm-is-wrapped',
      '^src/wasm/',
      ['^src/wasm/', `${E}index\\.ts$`, '^node_modules/(h5wasm|libyara-wasm)/'],
      'Foreign modules are wrapped as plain functions; they know only the interfaces they fill.',
    ),
    only(
      'hub-is-headless',
      '^src/hub/',
      ['^src/hub/', `${E}index\\.ts$`],
      'The Hub is spoken to by what a host hands in: no DOM, no Node.',
    ),
    only(
      'compare-is-headless',
      '^src/compare/',
      ['^src/compare/', `${E}index\\.ts$`, `${E}model/`],
      'Two reports are compared by what they say alone: page and command line share it.',
    ),
    only(
      'hosts-use-the-front-door',
      '^src/(worker|cli)/',
      [
        '^src/$1/',
        '^src/wasm/',
        '^src/hub/',
        '^src/compare/',
        '^src/ui/rules/',
        `${E}index\\.ts$`,
        '^(node:)?[a-z_/]+$',
        '\\?',
      ],
      'Hosts enter the engine by its one door.',
    ),
    only(
      'ui-sees-reports',
      '^src/ui/',
      [
        '^src/ui/',
        '^src/compare/',
        `${E}index\\.ts$`,
        `${E}model/`,
        '^docs/[a-z]+\\.schema\\.json$',
        '^src/worker/client\\.ts$',
        '^node_modules/',
        '\\?',
      ],
      'The page knows the report, its vocabulary, its schemas and the client.',
    ),
    {
      name: 'ui-takes-only-types-from-the-engine',
      comment: 'The engine runs in the worker; the page must not carry it.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: TESTS },
      to: { path: `${E}`, pathNot: `${E}model/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'panes-are-islands',
      comment: 'What two panes need moves to ui/shared.',
      severity: 'error',
      from: { path: '^src/ui/([^/]+)/' },
      to: { path: '^src/ui/([^/]+)/', pathNot: ['^src/ui/$1/', '^src/ui/shared/'] },
    },
    {
      name: 'monaco-in-one-place',
      comment: 'The code, compare and YARA panes share one editor.',
      severity: 'error',
      from: { pathNot: '^src/ui/shared/monaco/' },
      to: { path: 'node_modules/monaco-editor' },
    },
    {
      name: 'graph-library-in-one-place',
      comment: 'Only the graph pane draws graphs.',
      severity: 'error',
      from: { pathNot: '^src/ui/graph/' },
      to: { path: 'node_modules/@xyflow/' },
    },
    {
      name: 'no-node-outside-cli',
      comment: 'Everything but the CLI also runs in a browser.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli/', '^src/golden/', TESTS] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular',
      comment: 'A circle has no first file to read.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-import-of-tests',
      comment: 'Tests are leaves.',
      severity: 'error',
      from: {},
      to: { path: TESTS },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '\\.generated\\.(js|d\\.ts)$' },
  },
}
