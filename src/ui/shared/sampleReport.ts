// A literal report for tests and for the page's own development: a Keras HDF5 file with one harmful Lambda.
// Its bytes are composed in view, so that every location leads to bytes that are there.
import type { Analysis, Finding, Layer, Location, Report, Window } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { SAMPLE_CODE_OFFSET, SAMPLE_DISASSEMBLY, SAMPLE_PAYLOAD, sampleCode } from './sampleCode.ts'

const FILE_SIZE = 12_437_112
const CONFIG_OFFSET = 0x800
const LAYERS = [
  ['input_1', 'InputLayer', null, '(None, 28, 28, 1)', 0],
  ['conv2d', 'Conv2D', 'input_1', '(None, 26, 26, 32)', 320],
  ['max_pooling2d', 'MaxPooling2D', 'conv2d', '(None, 13, 13, 32)', 0],
  ['flatten', 'Flatten', 'max_pooling2d', '(None, 5408)', 0],
  ['lambda_3', 'Lambda', 'flatten', '(None, 5408)', 0],
  ['dense', 'Dense', 'lambda_3', '(None, 128)', 692_352],
  ['__proto__', 'Dropout', 'dense', '(None, 128)', 0],
  ['<img src=x onerror=alert(1)>', 'Dense', '__proto__', '(None, 64)', 8_256],
  ['out\u202e5h.tuo', 'Dense', '<img src=x onerror=alert(1)>', '(None, 10)', 650],
] as const

const payload = SAMPLE_PAYLOAD
const encoded = toBase64(payload)
const configs = LAYERS.map(([name, className]) => layerText(name, className))
const CONFIG = `{"class_name": "Functional", "config": {"name": "model", "layers": [${configs.join(', ')}]}}`

const file: Window = { kind: 'file', name: 'model.h5', offset: 0, length: FILE_SIZE, via: 'same' }
const config: Window = {
  kind: 'attribute',
  name: 'model_config',
  offset: CONFIG_OFFSET,
  length: CONFIG.length,
  via: 'same',
}
const slot: Location = [
  file,
  config,
  valueWindow(`layers[4].config.function[0]`, CONFIG.indexOf(encoded), encoded.length),
  { kind: 'payload', name: 'lambda_3 function', offset: 0, length: encoded.length, via: 'base64' },
]
const listing: Location = [
  ...slot,
  { kind: 'code', name: 'disassembly', offset: 0, length: payload.length, via: 'text' },
]

/** The report after both passes. */
export function sampleReport(): Report {
  return {
    schema: 'lambdascope-report/1',
    source: {
      name: 'model.h5',
      size: FILE_SIZE,
      sha256: '9f3c51aa'.repeat(8),
      listedSha256: null,
      ranges: null,
      files: [],
    },
    format: 'keras-hdf5',
    formatTitle: 'Keras HDF5',
    verdict: 'malicious',
    reason: 'Runs os.system("curl http://127.0.0.1:9/beacon") whenever layer lambda_3 is called',
    complete: true,
    passes: { structure: 'done', content: 'done' },
    facts: [
      { name: 'keras_version', value: '2.10.0', at: [file] },
      { name: 'backend', value: 'tensorflow', at: [file] },
    ],
    graph: { layers: LAYERS.map(toLayer), notes: [] },
    tensors: [
      tensor('conv2d/kernel:0', [3, 3, 1, 32], 4096),
      tensor('dense/kernel:0', [5408, 128], 8192),
    ],
    code: [sampleCode(slot)],
    references: [],
    parts: sampleParts(),
    yara: sampleMatches(),
    operations: [],
    outside: [],
    findings: sampleFindings(),
    effects: [
      { kind: 'process', when: 'call', findings: ['KER-001@6f1d2a3b4c5d'] },
      { kind: 'network', when: 'call', findings: ['KER-003@1f1d2a3b4c5d'] },
    ],
    indicators: sampleIndicators(),
    settled: null,
    problems: [],
  }
}

/** The report with the bytes of its derived windows. */
export function sampleAnalysis(): Analysis {
  const text = new TextEncoder()
  const contents = new Map([
    [locationKey([file, config]), text.encode(CONFIG)],
    [locationKey(slot), payload],
    [locationKey(listing), text.encode(SAMPLE_DISASSEMBLY)],
  ])
  return { report: sampleReport(), contents }
}

function sampleParts(): Report['parts'] {
  return [
    {
      id: 'part-1',
      name: 'model_config',
      type: 'json',
      size: CONFIG.length,
      location: [file, config],
    },
    {
      id: 'part-2',
      name: 'lambda_3 function',
      type: 'payload',
      size: payload.length,
      location: slot,
    },
    {
      id: 'part-3',
      name: 'lambda_3 function disassembly',
      type: 'text',
      size: SAMPLE_DISASSEMBLY.length,
      location: listing,
    },
  ]
}

function sampleMatches(): Report['yara'] {
  return [
    {
      rule: 'KerasRequests',
      severity: 'high',
      meta: [
        ['description', 'A Lambda whose code reaches the network'],
        ['author', 'Lambdascope'],
      ],
      part: 'part-2',
      location: slot,
      stringCount: 1,
      strings: [{ id: '$curl', offset: 62, length: 4 }],
    },
    {
      rule: 'KerasLambda',
      severity: 'info',
      meta: [['description', 'A Keras configuration with a Lambda layer']],
      part: 'whole',
      location: [file],
      stringCount: 1,
      strings: [{ id: '$lambda', offset: CONFIG_OFFSET + CONFIG.indexOf('"Lambda"'), length: 8 }],
    },
  ]
}

function sampleIndicators(): Report['indicators'] {
  const command: Location = [
    ...slot,
    { kind: 'range', name: 'constant', offset: 62, length: 30, via: 'same' },
  ]
  return [
    {
      kind: 'command',
      text: 'curl http://127.0.0.1:9/beacon',
      locations: [command, slot],
      count: 3,
    },
    { kind: 'url', text: 'http://127.0.0.1:9/beacon', locations: [command], count: 1 },
    { kind: 'domain', text: 'evil\u202e<b>.example', locations: [slot], count: 1 },
  ]
}

function sampleFindings(): readonly Finding[] {
  const call = {
    kind: 'instruction',
    name: 'CALL_METHOD',
    offset: SAMPLE_CODE_OFFSET + 14,
    length: 2,
    via: 'same',
  } as const
  const common = {
    code: 'code-1',
    layer: 'lambda_3',
    references: ['https://keras.io/api/layers/core_layers/lambda/'],
    advisories: [],
    techniques: ['AML.T0018.002'],
    effect: null,
  }
  return [
    {
      ...common,
      id: 'KER-001@6f1d2a3b4c5d',
      rule: 'KER-001',
      effect: { kind: 'process', when: 'call' },
      advisories: [
        { id: 'CVE-2024-3660', affected: 'Keras up to 2.12.x', fixed: 'Keras 2.13.1' },
        { id: 'GHSA-0000', affected: 'Keras of HDF5 files', fixed: null },
      ],
      severity: 'critical',
      title: 'Runs a process',
      message: 'os.system is called with "curl http://127.0.0.1:9/beacon"',
      why: 'The function runs whenever the layer is called, and on some versions already when the model is loaded.',
      advice: 'Do not load the model. Ask for it from its author by another way.',
      location: [...slot, call],
    },
    {
      ...common,
      id: 'KER-003@1f1d2a3b4c5d',
      rule: 'KER-003',
      effect: { kind: 'network', when: 'call' },
      severity: 'high',
      title: 'Names an address',
      message: 'the constant "curl http://127.0.0.1:9/beacon" is an address with a port',
      why: 'Code of a layer has no reason to know an address.',
      advice: 'Look the address up before anything is run.',
      location: [...slot, { kind: 'range', name: 'constant', offset: 62, length: 30, via: 'same' }],
    },
    {
      ...common,
      id: 'KER-010@2f1d2a3b4c5d',
      rule: 'KER-010',
      severity: 'low',
      title: 'Carries code',
      message: 'layer lambda_3 holds a Python function of 166 bytes',
      why: 'Keras runs it when the model runs.',
      advice: 'Read the code before the model is used.',
      location: slot,
    },
  ]
}

function toLayer([name, className, from, outputShape, parameters]: (typeof LAYERS)[number]): Layer {
  const text = layerText(name, className)
  return {
    id: name,
    name,
    className,
    parent: null,
    inputs: from === null ? [] : [from],
    outputShape,
    parameters,
    activation: className === 'Dense' ? 'relu' : null,
    module: null,
    custom: false,
    at: [file, config, valueWindow(name, CONFIG.indexOf(text), text.length)],
  }
}

function layerText(name: string, className: string): string {
  const inner = {
    name,
    trainable: true,
    ...(className === 'Lambda' ? { function: [encoded, null, null] } : {}),
  }
  // What is not ASCII is escaped, as Keras writes it: offsets in the text are then bytes.
  const text = JSON.stringify({ class_name: className, config: inner })
  return text.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function valueWindow(name: string, offset: number, length: number): Window {
  return { kind: 'value', name, offset, length, via: 'same' }
}

function tensor(name: string, shape: readonly number[], offset: number): Report['tensors'][number] {
  const storedBytes = shape.reduce((product, side) => product * side, 4)
  const at: Window = { kind: 'dataset', name, offset, length: storedBytes, via: 'same' }
  return { name, dtype: 'float32', shape, storedBytes, at: [file, at] }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
