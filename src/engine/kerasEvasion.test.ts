// The tricks of the threat catalogue with Keras configurations, C.2, each composed here with a harmless payload.
import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { analyzeStructure } from './analyze.ts'
import { bytesSource } from './bytes/ByteSource.ts'
import type { Report } from './model/Report.ts'

// Made by scripts/fixtures/keras-payloads.py: Python by version, what it does by name, as base64.
const PAYLOADS = payloads()
const PROCESS = payload('process')
const SCALE = payload('scale')

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value))

/** The report of the first pass, of one file. */
function reportOf(name: string, bytes: Uint8Array): Report {
  const file = { path: name, source: bytesSource(bytes) }
  const steps = analyzeStructure({ name, isFolder: false, files: [file] }, { hdf5: null })
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value.analysis.report
}

/** `rule severity`, of what is for review or worse. */
function alarms({ findings, problems }: Report): readonly string[] {
  expect(problems.filter(({ kind }) => kind === 'bug')).toEqual([])
  const told = findings.filter(({ severity }) => severity !== 'low' && severity !== 'info')
  return [...new Set(told.map(({ rule, severity }) => `${rule} ${severity}`))]
}

const alarmsOf = (config: unknown): readonly string[] =>
  alarms(reportOf('model.json', json(config)))
const alarmsOfLayer = (class_name: string, config: object): readonly string[] =>
  alarmsOf(model({ class_name, config: { name: 'it', ...config } }))

const RUNS = 'COD-001 critical'

/** A model of one layer, as `to_json` writes it. */
function model(...layers: readonly object[]): object {
  return { class_name: 'Sequential', config: { name: 'model', layers } }
}

function lambda(code: string): object {
  return { class_name: '__lambda__', config: { code, defaults: null, closure: null } }
}

const dump = (code: string): readonly unknown[] => [code, null, null]
const lambdaLayer = (code: string): object => ({
  class_name: 'Lambda',
  config: { name: 'it', function: dump(code), function_type: 'lambda' },
})

test('the same model with an innocent Lambda is code that only computes', () => {
  const report = reportOf('model.json', json(model(lambdaLayer(SCALE))))
  expect([report.verdict, alarms(report)]).toEqual(['benign-code', []])
})

test('the reason says in plain words what runs, and when', () => {
  const { verdict, reason } = reportOf('model.json', json(model(lambdaLayer(PROCESS))))
  expect([verdict, reason]).toEqual([
    'malicious',
    "Runs `os.system('echo inert')` when layer `it` is called.",
  ])
})

describe('23: encodings that json.loads detects', () => {
  const text = JSON.stringify(
    model({ class_name: 'Lambda', config: { function: lambda(PROCESS) } }),
  )
  const wide = (size: 2 | 4): Uint8Array => {
    const units = size === 2 ? new Uint16Array(text.length) : new Uint32Array(text.length)
    for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index)
    return new Uint8Array(units.buffer)
  }
  test.each([
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(text))],
    ['UTF-16-LE with a mark', Uint8Array.of(0xff, 0xfe, ...wide(2))],
    ['UTF-16-LE', wide(2)],
    ['UTF-32-LE with a mark', Uint8Array.of(0xff, 0xfe, 0, 0, ...wide(4))],
    ['UTF-32-LE', wide(4)],
  ])('%s hides nothing, in .keras or alone', (_, bytes) => {
    for (const report of [reportOf('model.keras', archive(bytes)), reportOf('model.json', bytes)]) {
      expect(alarms(report)).toContain(RUNS)
      expect(report.findings.some(({ rule }) => rule === 'CFG-001')).toBe(true)
    }
  })
})

test('24: of a key that stands twice both values are examined, and the last is what runs', () => {
  const text = JSON.stringify(model(lambdaLayer(SCALE)))
  const twice = (first: string, second: string): Uint8Array =>
    utf8(
      text.replace(
        /"function":\[[^\]]*\]/,
        `"function":["${first}",null,null],"function":["${second}",null,null]`,
      ),
    )
  expect(alarms(reportOf('model.json', twice(SCALE, PROCESS)))).toEqual([RUNS, 'CFG-001 high'])
  expect(alarms(reportOf('model.json', twice(PROCESS, SCALE)))).toEqual(['CFG-001 high'])
})

test('25: escapes in keys, keys in another order and numbers with exponents change nothing', () => {
  const text = `{"config":{"layers":[{"config":{"function_type":"lamb\\u0064a","f\\u0075nction":["${PROCESS}",null,null],"units":1E0},"\\u0063lass_name":"L\\u0061mbda"}]},"class_name":"Sequential"}`
  expect(alarms(reportOf('model.json', utf8(text)))).toEqual([RUNS])
})

describe('26: base64 as Python reads it', () => {
  test.each([
    ['line breaks', PROCESS.replaceAll(/.{7}/g, '$&\n')],
    ['characters of another alphabet', PROCESS.replaceAll(/.{9}/g, '$&-_%')],
    ['spaces', PROCESS.replaceAll(/.{5}/g, '$& ')],
    ['"=" in the middle of four', PROCESS.replace(/.{6}/, '$&=')],
    ['text behind the padding', `${PROCESS.replace(/=*$/, '')}==QUJD`],
  ])('%s', (_, code) => {
    expect(alarmsOfLayer('Lambda', { function: dump(code) })).toContain(RUNS)
  })

  test.each([
    ['zero-width spaces, which Python refuses', PROCESS.replaceAll(/.{9}/g, '$&\u200b')],
    ['a text that ends early', PROCESS.slice(0, 61)],
  ])('%s are undecodable, and that is not clean', (_, code) => {
    expect(alarmsOfLayer('Lambda', { function: dump(code) })).not.toEqual([])
  })
})

describe('27: every form of code', () => {
  const raw = Buffer.from(PROCESS, 'base64').toString('latin1')
  test.each([
    ['a string of base64', PROCESS],
    ['a string of bytes', raw],
    ['a list of Keras 1.2', dump(raw)],
    ['a list', dump(PROCESS)],
    ['__tuple__', { class_name: '__tuple__', items: dump(PROCESS) }],
    ['__lambda__', lambda(PROCESS)],
    ['__lambda__ with a value', { class_name: '__lambda__', config: { value: dump(PROCESS) } }],
  ])('%s', (_, value) => {
    expect(alarmsOfLayer('Lambda', { function: value })).toContain(RUNS)
  })
})

test('28: bytes behind the code are told, and code in its constants is laid open', () => {
  const longer = Buffer.concat([Buffer.from(PROCESS, 'base64'), Buffer.from('more')])
  const report = reportOf('model.json', json(model(lambdaLayer(longer.toString('base64')))))
  expect(alarms(report)).toContain(RUNS)
  expect(report.findings.map(({ message }) => message).join()).toMatch(/bytes follow|after it/)
  const nested = reportOf('model.json', json(model(lambdaLayer(payload('nested')))))
  expect(nested.verdict).toBe('malicious')
  expect(nested.findings.map(({ message }) => message).join()).toContain('echo inert')
})

test.each([
  ['global', { function: dump(payload('global')) }, 'KER-011 critical'],
  ['private', { function: dump(payload('private')) }, 'KER-013 critical'],
  ['numpy', { function: dump(payload('numpy')) }, 'KER-013 critical'],
  ['bare', { function: dump(payload('bare')), module: 'os' }, 'KER-012 critical'],
])('28b: %s code without an import is as bad as with one', (_, config, expected) => {
  expect(alarmsOfLayer('Lambda', config)).toContain(expected)
})

test.each(['output_shape', 'mask', 'residual_fn', 'dropout_fn'])(
  '28b: %s_module supplies the names as module does',
  (slot) => {
    const value = { [slot]: dump(payload('bare')), [`${slot}_type`]: 'lambda' }
    const layer = { ...value, [`${slot}_module`]: 'os' }
    expect(alarmsOfLayer(slot.endsWith('_fn') ? 'ResidualWrapper' : 'Lambda', layer)).toContain(
      'KER-012 critical',
    )
    const ordinary = { ...value, [`${slot}_module`]: 'my_project.layers' }
    expect(alarmsOfLayer('Lambda', ordinary)).not.toContain('KER-012 critical')
  },
)

describe.each([...PAYLOADS.keys()])('29: marshal of CPython %s', (python) => {
  test.each(['process', 'without references'])('%s', (name) => {
    const report = reportOf('model.json', json(model(lambdaLayer(payload(name, python)))))
    expect(alarms(report)).toContain(RUNS)
    expect(report.code[0]?.python).toContain(python)
  })
})

describe('30: code that stands only where few look is raised by one level', () => {
  test.each([
    ['output_shape', 'Lambda', { output_shape: dump(SCALE) }, 'KER-002 medium'],
    ['mask', 'Lambda', { mask: dump(SCALE) }, 'KER-002 medium'],
    ['arguments', 'Lambda', { arguments: { f: lambda(SCALE) } }, 'KER-002 medium'],
    ['defaults', 'Lambda', { function: [payload('bare'), [SCALE], null] }, 'KER-002 medium'],
    ['residual_fn', 'ResidualWrapper', { residual_fn: dump(SCALE) }, 'KER-005 medium'],
    ['dropout_fn', 'DropoutWrapper', { dropout_fn: dump(SCALE) }, 'KER-005 medium'],
    ['output_mask', 'Merge', { output_mask: SCALE, output_mask_type: 'lambda' }, 'KER-006 medium'],
  ])('%s', (_, className, config, expected) => {
    expect(alarmsOfLayer(className, config)).toContain(expected)
  })
})

describe('31: a Lambda however deep in other layers', () => {
  const inner = lambdaLayer(PROCESS)
  const cell = { class_name: 'ResidualWrapper', config: { residual_fn: dump(PROCESS) } }
  const dense = { class_name: 'LSTMCell', config: { units: 1 } }
  test.each([
    ['TimeDistributed', { layer: inner }],
    ['Bidirectional', { forward_layer: inner, backward_layer: dense }],
    ['SpectralNormalization', { layer: inner }],
    ['RNN', { cell }],
    ['RNN', { cell: { class_name: 'StackedRNNCells', config: { cells: [dense, dense, cell] } } }],
    ['Sequential', { layers: [{ class_name: 'Sequential', config: { layers: [inner] } }] }],
    ['FeatureSpace', { preprocessors: { a: inner } }],
    ['Dense', { inbound: [], build_config: { shapes: lambda(PROCESS) } }],
  ])('%s', (className, config) => {
    expect(alarmsOfLayer(className, config).some((alarm) => alarm.endsWith('critical'))).toBe(true)
  })

  test('and among the arguments of a call', () => {
    const nodes = [{ args: [], kwargs: { fn: lambda(PROCESS) } }]
    const layer = { class_name: 'Dense', name: 'it', config: { units: 1 }, inbound_nodes: nodes }
    expect(alarmsOf(model(layer))).toContain(RUNS)
  })
})

describe('32: functions of the training configuration, also of a model in the model', () => {
  const reference = {
    module: 'os',
    class_name: 'function',
    config: 'system',
    registered_name: null,
  }
  test.each([
    ['a loss', { loss: lambda(PROCESS) }, RUNS],
    ['a metric', { metrics: [[lambda(PROCESS)]] }, RUNS],
    [
      'a learning rate',
      { optimizer: { class_name: 'Adam', config: { learning_rate: reference } } },
      'KER-020 critical',
    ],
  ])('%s', (_, compile_config, expected) => {
    expect(alarmsOf({ ...model(), compile_config })).toContain(expected)
    expect(alarmsOf(model({ ...model(), compile_config }))).toContain(expected)
  })
})

/** A layer or function in the form of Keras 3. */
function object(
  module: string | null,
  class_name: string,
  config: unknown,
  more: object = {},
): object {
  return { module, class_name, config, registered_name: null, ...more }
}

describe('33: names that Keras itself looks up', () => {
  test('a class that was registered by its author is for review, and no more', () => {
    const layer = object(null, 'Layer2', { name: 'it' }, { registered_name: 'Custom>Layer2' })
    expect(alarmsOf(model(layer))).toEqual(['KER-032 medium'])
  })

  test.each([
    ['keras.utils', 'get_file', 'KER-022 critical'],
    ['keras.src.utils.file_utils', 'get_file', 'KER-022 critical'],
    ['keras.models', 'load_model', 'KER-022 critical'],
    ['keras.saving', 'load_weights', 'KER-022 critical'],
    ['keras.utils', 'image_dataset_from_directory', 'KER-022 critical'],
    ['keras.config', 'enable_unsafe_deserialization', 'KER-023 critical'],
    ['keras.src.saving.serialization_lib', 'enable_unsafe_deserialization', 'KER-023 critical'],
  ])('%s.%s, in a list of layers and elsewhere', (module, name, expected) => {
    expect(alarmsOf(model(object(module, 'function', name)))).toContain(expected)
    expect(
      alarmsOf(
        model(object('keras.layers', 'Dense', { activation: object(module, 'function', name) })),
      ),
    ).toContain(expected)
  })

  // https://nvd.nist.gov/vuln/detail/CVE-2025-9906
  test('the switch and the Lambda that it lets through are both told', () => {
    const first = object('keras.config', 'function', 'enable_unsafe_deserialization', {
      inbound_nodes: [],
    })
    expect(alarmsOf(model(first, lambdaLayer(PROCESS)))).toEqual(
      expect.arrayContaining(['KER-023 critical', RUNS]),
    )
  })

  // https://nvd.nist.gov/vuln/detail/CVE-2025-1550
  test('a function as a layer is told with what it is called with', () => {
    const inbound_nodes = [{ args: ['touch /tmp/inert'], kwargs: { shell: true } }]
    const entry = object('os', 'function', 'system', { name: 'f', inbound_nodes })
    const { reason } = reportOf('model.json', json(model(entry)))
    expect(reason).toBe(
      '`os.system` stands in a list of layers, where the loader calls it with `"touch /tmp/inert", shell=true`.',
    )
    const harmless = object('my.blocks', 'function', 'block', { inbound_nodes: [] })
    expect(alarmsOf(model(harmless))).toEqual(['KER-021 high'])
  })

  test('a model whose own module does harm', () => {
    expect(alarmsOf({ ...model(), module: 'subprocess', class_name: 'Popen' })).toContain(
      'KER-020 critical',
    )
    expect(alarmsOf({ ...model(), module: 'keras', class_name: 'Sequential' })).toEqual([])
  })

  test('the name beside a class that the module does not have, as tf_keras falls back to it', () => {
    const layer = object('builtins', 'Dense', { units: 1 }, { registered_name: 'eval' })
    expect(alarmsOf(model(layer))).toContain('KER-020 critical')
  })

  test('the class of a __typespec__', () => {
    const spec = (module: string, spec_name: string): object => ({
      ...object(module, '__typespec__', []),
      spec_name,
    })
    const harmful = { arguments: { a: spec('subprocess', 'Popen') } }
    expect(alarmsOfLayer('Dense', harmful)).toEqual(['KER-020 critical'])
    const ordinary = { arguments: { a: spec('tensorflow.python.framework.tensor', 'TensorSpec') } }
    expect(alarmsOfLayer('Dense', ordinary)).toEqual([])
  })
})

// Which of these real Keras finds: scripts/fixtures/keras-behaviour.py
describe('34: modules that only look like others', () => {
  test.each([
    ['tensorflow.keras.layers', []],
    ['keras.layers', []],
    ['my_project.layers', ['KER-032 medium']],
    ['subprocess', ['KER-020 critical', 'KER-032 medium']],
    ['subprocess.', ['KER-020 critical', 'KER-032 medium']],
    ['subprocess ', ['KER-020 critical', 'KER-032 medium']],
    ['\u200bsubprocess', ['KER-020 critical', 'KER-032 medium']],
    ['os\u2024path', ['KER-020 high', 'KER-032 medium']],
    ['keras\u2024layers', ['KER-020 high', 'KER-032 medium']],
    ['keras.layers.', ['KER-020 high']],
  ])('%j', (module, expected) => {
    expect(alarmsOf(model(object(module, 'Dense', { units: 1 })))).toEqual(expected)
  })
})

describe('35: a symbol of TensorFlow by its name', () => {
  test.each([
    ['math.add', []],
    ['io.read_file', ['KER-029 high']],
    ['raw_ops.WriteFile', ['KER-029 critical']],
    ['compat.v1.py_func', ['KER-029 critical']],
  ])('%s', (symbol, expected) => {
    expect(alarmsOfLayer('TFOpLambda', { function: symbol })).toEqual(expected)
  })
})

describe('37: words from a file', () => {
  const words = (vocabulary: unknown, class_name = 'StringLookup'): object =>
    object('keras.layers', class_name, { name: 'it', vocabulary })
  test.each([
    ['a list', ['a', 'b'], []],
    ['a list of one path', ['/etc/passwd'], []],
    ['a long list', Array.from({ length: 50_000 }, (_, index) => `word${index}`), []],
    ['none', null, []],
    ['a file beside it', 'words.txt', ['KER-027 high']],
    ['a file of the system', '/etc/passwd', ['KER-027 critical']],
    ['a file by its address', 'file:///etc/passwd', ['KER-027 critical']],
    ['an address', 'https://example.test/words.txt', ['KER-027 critical']],
    ['a share', '\\\\example\\share\\words.txt', ['KER-027 critical']],
  ])('%s', (_, vocabulary, expected) => {
    expect(alarmsOf(model(words(vocabulary)))).toEqual(expected)
    expect(alarmsOf(model(words(vocabulary, 'TextVectorization')))).toEqual(expected)
  })

  test('the path that Keras 2 writes of every such layer is for review', () => {
    const old = { ...model(words('/content/words.txt')), keras_version: '2.10.0' }
    expect(alarmsOf(old)).toEqual(['KER-027 medium'])
  })
})

test('38: weights that are a bare pickle, or arrays of objects, are not clean', () => {
  const pickle = utf8("cos\nsystem\n(S'echo inert'\ntR.")
  const report = reportOf('model.keras', archive(json(model()), ['model.weights.npz', pickle]))
  expect(alarms(report).some((alarm) => / (high|critical)$/.test(alarm))).toBe(true)
})

describe('39: tags of YAML that make Python objects', () => {
  const yaml = (value: string): Uint8Array =>
    utf8(
      `class_name: Sequential\nconfig:\n  name: model\n  layers: []\n  x: ${value}\nkeras_version: 2.3.1\n`,
    )
  test.each([
    ["!!python/object/apply:os.system ['echo inert']"],
    ['!!python/object/new:os.system []'],
    ['!!python/name:os.system'],
    ['!!python/module:os'],
    ['!<tag:yaml.org,2002:python/object/apply:os.system> []'],
  ])('%s', (value) => {
    expect(alarms(reportOf('model.yaml', yaml(value)))).toContain('KER-034 critical')
  })

  test('a prefix of the file’s own', () => {
    const own = Uint8Array.of(
      ...utf8('%TAG ! tag:yaml.org,2002:python/\n---\n'),
      ...yaml('!name:os.system'),
    )
    expect(alarms(reportOf('model.yaml', own))).toContain('KER-034 critical')
  })

  test('aliases that grow without end are not clean', () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
    )
    const text = `class_name: Sequential\nconfig:\n  a0: &a0 [x, x]\n${lines.join('\n')}\n  layers: []\nkeras_version: 2.3.1\n`
    const report = reportOf('model.yaml', utf8(text))
    expect(report.complete && report.verdict === 'clean').toBe(false)
  })

  test('one long text under a million aliases is read once', () => {
    const text = `class_name: Sequential
config:
  a: &a 4w${'A'.repeat(900_000)}
  b: &b [${'*a,'.repeat(900)}*a]
  c: [${'*b,'.repeat(900)}*b]
  layers: []
keras_version: 2.3.1
`
    expect(alarms(reportOf('model.yaml', utf8(text)))).toEqual(['CFG-003 medium'])
  })

  test('plain YAML is nothing to look at', () => {
    expect(alarms(reportOf('model.yaml', yaml('plain')))).toEqual([])
  })
})

test('40: another version, or none, hides nothing', () => {
  const config = json(
    model({ class_name: 'Lambda', config: { name: 'it', function: lambda(PROCESS) } }),
  )
  const old = ['metadata.json', json({ keras_version: '2.11.0' })] as const
  const report = reportOf('model.keras', archive(config, old))
  expect(alarms(report)).toContain(RUNS)
  expect(report.findings.some(({ rule }) => rule === 'CFG-002')).toBe(true)
  expect(alarms(reportOf('model.keras', archive(config)))).toContain(RUNS)
})

describe('42: more than a reader takes is told, and never clean', () => {
  test('millions of NaN', () => {
    const text = `{"class_name":"Sequential","config":{"layers":[],"value":[${'NaN,'.repeat(2_100_000)}NaN]}}`
    const { complete, verdict } = reportOf('model.json', utf8(text))
    expect([complete, verdict]).toEqual([false, 'review'])
  })

  test('ten thousand models in each other', () => {
    const open = '{"class_name":"Sequential","config":{"layers":['.repeat(10_000)
    const text = `${open}${JSON.stringify(lambdaLayer(PROCESS))}${']}}'.repeat(10_000)}`
    const report = reportOf('model.json', utf8(text))
    expect(report.complete && !report.findings.some(({ rule }) => rule === 'COD-001')).toBe(false)
  })
})

test('a module of PyTorch inside a layer is a file of its own, and is examined as one', () => {
  const pickle = Buffer.from("cos\nsystem\n(S'echo inert'\ntR.").toString('base64')
  for (const module of [pickle, { class_name: '__bytes__', config: { value: pickle } }]) {
    const report = reportOf(
      'model.json',
      json(model(object('keras.layers', 'TorchModuleWrapper', { name: 'it', module }))),
    )
    expect(alarms(report)).toContain('KER-007 high')
    expect(report.verdict).toBe('malicious')
  }
})

test('an encoded constant of a thousand characters is for review, a long text is not', () => {
  const arguments_ = (text: string): object => ({ function: dump(SCALE), arguments: { text } })
  expect(alarmsOfLayer('Lambda', arguments_('QUJD'.repeat(300)))).toEqual(['CFG-003 medium'])
  expect(alarmsOfLayer('Lambda', arguments_('some words '.repeat(300)))).toEqual([])
})

test('what safe_mode does not protect is told beside code, and not without it', () => {
  const notes = (layer: object): readonly string[] =>
    reportOf('model.json', json({ ...model(layer), keras_version: '3.9.0' })).findings.map(
      ({ rule }) => rule,
    )
  expect(
    notes({ class_name: 'Lambda', config: { name: 'it', function: lambda(SCALE) } }),
  ).toContain('KER-025')
  expect(notes({ class_name: 'Dense', config: { name: 'it', units: 1 } })).toEqual([])
})

/** A .keras archive, as far as its reader looks. */
function archive(
  config: Uint8Array,
  ...more: readonly (readonly [string, Uint8Array])[]
): Uint8Array {
  return zipSync({ 'config.json': config, ...Object.fromEntries(more) }, { level: 0 })
}

function payload(name: string, python = '3.11'): string {
  const found = PAYLOADS.get(python)?.get(name)
  if (found === undefined) throw new Error(`there is no ${name} of ${python}`)
  return found
}

function payloads(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const url = new URL('./keras/fixtures/payloads.json', import.meta.url)
  const versions: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return new Map(
    Object.entries(versions ?? {}).map(([python, codes]) => [python, new Map(texts(codes))]),
  )
}

function texts(codes: unknown): readonly (readonly [string, string])[] {
  return Object.entries(codes ?? {}).flatMap(([name, code]): [string, string][] =>
    typeof code === 'string' ? [[name, code]] : [],
  )
}
