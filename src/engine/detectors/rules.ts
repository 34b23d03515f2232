import type { Severity } from '../model/Finding.ts'

/** What a rule says, once, for the page, the CLI, the reports and the documentation. */
export interface Rule {
  readonly id: string
  /** When the finding does not say another. */
  readonly severity: Severity
  readonly title: string
  /** Why it matters, in two sentences at the most. */
  readonly why: string
  /** What to do next. */
  readonly advice: string
  readonly references: readonly string[]
  /** Says only that something was not examined: it never raises the exit code to 1. */
  readonly unexamined?: true
}

const ATLAS = 'https://atlas.mitre.org/techniques'
const EMBEDDED = `${ATLAS}/AML.T0018.002` // Manipulate AI Model: Embed Malware
const ARCHITECTURE = `${ATLAS}/AML.T0018.001` // Manipulate AI Model: Modify AI Model Architecture
const UNSAFE_ARTIFACT = `${ATLAS}/AML.T0011.000` // User Execution: Unsafe AI Artifacts
const SUPPLY_CHAIN = `${ATLAS}/AML.T0010.003` // AI Supply Chain Compromise: Model
const ATTACK = 'https://attack.mitre.org/techniques'
const NVD = 'https://nvd.nist.gov/vuln/detail'
const GITHUB = 'https://github.com/advisories'

const DO_NOT_LOAD =
  'Do not load the model. Where it was loaded, treat that machine and its credentials as compromised.'
const READ_THE_CODE =
  'Read the disassembly at the place shown, and load the model only when you know what the code is for.'
const ASK_THE_AUTHOR =
  'Ask its author what it is for, or load the model in a sandbox without network and secrets.'
const ANOTHER_TOOL = 'Examine that part with another tool, or treat the model as unknown.'
const SAVE_AGAIN = 'Get the model from its author again, or rebuild it from weights alone.'

/** What decoded code reaches. */
const CODE: readonly Rule[] = [
  {
    id: 'COD-001',
    severity: 'high',
    title: 'Runs commands or processes',
    why: 'Code in a model that starts a process has the rights of whoever loads the model. No layer needs that.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED, `${ATTACK}/T1059/`],
  },
  {
    id: 'COD-002',
    severity: 'high',
    title: 'Makes and runs code',
    why: 'exec, eval, __import__, marshal and pickle run code that need not stand in the file. What they will run cannot be told from it.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED, `${ATTACK}/T1027/`],
  },
  {
    id: 'COD-003',
    severity: 'high',
    title: 'Calls native code',
    why: 'Through ctypes and the like, code reaches every function of the operating system, past all of Python’s checks.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED, `${ATTACK}/T1106/`],
  },
  {
    id: 'COD-004',
    severity: 'critical',
    title: 'Turns off a protection of Keras',
    why: 'enable_unsafe_deserialization switches safe_mode off for everything that is loaded afterwards. No model needs to do that.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED, `${NVD}/CVE-2025-9906`],
  },
  {
    id: 'COD-005',
    severity: 'high',
    title: 'Reaches the network',
    why: 'A layer computes on what it is given. Code that opens connections can send data away or fetch more code.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED, `${ATTACK}/T1071/`],
  },
  {
    id: 'COD-006',
    severity: 'high',
    title: 'Reads or writes files',
    why: 'Code that opens, writes or deletes files can take secrets or leave a program to be run later.',
    advice: READ_THE_CODE,
    references: [EMBEDDED, `${ATTACK}/T1005/`],
  },
  {
    id: 'COD-007',
    severity: 'high',
    title: 'Unpacks hidden bytes',
    why: 'Base64 and compression in a layer hide what is unpacked from whoever reads the code. Followed by exec they are the usual form of a loader.',
    advice: READ_THE_CODE,
    references: [EMBEDDED, `${ATTACK}/T1140/`],
  },
  {
    id: 'COD-008',
    severity: 'high',
    title: 'Reaches into the interpreter',
    why: 'Through __subclasses__, __globals__ or getattr with a computed name, code reaches any module without naming it.',
    advice: READ_THE_CODE,
    references: [EMBEDDED, `${ATTACK}/T1027/`],
  },
  {
    id: 'COD-009',
    severity: 'medium',
    title: 'Loads another model',
    why: 'The other model can carry code too, and is not in this file.',
    advice: 'Examine the other model as well, or treat this one as unknown.',
    references: [SUPPLY_CHAIN],
  },
  {
    id: 'COD-010',
    severity: 'medium',
    title: 'Reads what it is told to',
    why: 'Reading files is usual in input pipelines and rare in a layer. With a path of the system it takes secrets.',
    advice: READ_THE_CODE,
    references: [EMBEDDED],
  },
  {
    id: 'COD-011',
    severity: 'medium',
    title: 'Reads the environment',
    why: 'Environment variables hold tokens and passwords; a layer has no use for them.',
    advice: READ_THE_CODE,
    references: [EMBEDDED, `${ATTACK}/T1552/`],
  },
  {
    id: 'COD-012',
    severity: 'medium',
    title: 'Reaches a name that deserves a look',
    why: 'The name can be used harmlessly, and has effects beyond the layer’s output.',
    advice: READ_THE_CODE,
    references: [EMBEDDED],
  },
  {
    id: 'COD-013',
    severity: 'medium',
    title: 'Imports a library that is not known here',
    why: 'What the library does when it is imported and called cannot be told from the file.',
    advice: 'Make sure that the library is the one you expect, and what it is used for.',
    references: [SUPPLY_CHAIN],
  },
  {
    id: 'COD-014',
    severity: 'info',
    title: 'Uses names that the file does not hold',
    why: 'They are looked up where the model is loaded. Missing ones make the layer fail; nothing about them is harmful by itself.',
    advice: 'Nothing, unless you load the model beside code that you do not know.',
    references: ['https://keras.io/api/layers/core_layers/lambda/'],
  },
  {
    id: 'COD-015',
    severity: 'medium',
    title: 'Holds an address, path or command as a constant',
    why: 'Layers compute on numbers. A constant like this is used somewhere, even where no call was found that uses it.',
    advice: READ_THE_CODE,
    references: [EMBEDDED],
  },
  {
    id: 'COD-016',
    severity: 'medium',
    title: 'Holds a long encoded constant',
    why: 'Two hundred characters of base64 or hexadecimal can hold a program.',
    advice: 'Decode the constant, and look at what comes out.',
    references: [EMBEDDED, `${ATTACK}/T1027/`],
  },
  {
    id: 'COD-017',
    severity: 'medium',
    title: 'Nests more code than was looked into',
    why: 'A limit keeps a hostile file from taking all memory. What lies beyond it was not judged.',
    advice: ANOTHER_TOOL,
    references: [EMBEDDED],
    unexamined: true,
  },
  {
    id: 'COD-018',
    severity: 'high',
    title: 'Hides code in a constant',
    why: 'What is unpacked only when the model runs is seen neither by readers nor by most tools. No layer needs that.',
    advice: 'Read what the stage comes to; findings about it say what it does.',
    references: [EMBEDDED, `${ATTACK}/T1027/`],
  },
  {
    id: 'COD-020',
    severity: 'medium',
    title: 'Code is not as a compiler writes it',
    why: 'Bytes that no compiler wrote can make one tool see other code than Python runs.',
    advice: READ_THE_CODE,
    references: [`${ATTACK}/T1027/`],
  },
  {
    id: 'COD-021',
    severity: 'medium',
    title: 'Code could not be decoded',
    why: 'What it does is unknown. A version of Python that is not known here and damage look like this, and so does hiding.',
    advice: ANOTHER_TOOL,
    references: [EMBEDDED],
    unexamined: true,
  },
  {
    id: 'COD-022',
    severity: 'low',
    title: 'Code is of a Python that its Keras does not run on',
    why: 'Keras writes a function with the Python that it runs on. Bytecode of another one was not saved with this model, but put in afterwards, or the versions in the file are not true.',
    advice: READ_THE_CODE,
    references: [EMBEDDED],
  },
]

/** Where a Keras configuration holds code, and what it has the loader look up. */
const KERAS: readonly Rule[] = [
  {
    id: 'KER-001',
    severity: 'info',
    title: 'A Lambda layer holds Python bytecode',
    why: 'It runs in every call of the layer. That is not suspicious by itself; what the code does is, and other findings say it.',
    advice:
      'Look at the code. safe_mode of Keras protects only .keras files, not HDF5 or SavedModel.',
    references: [UNSAFE_ARTIFACT, 'https://kb.cert.org/vuls/id/253266', `${NVD}/CVE-2024-3660`],
  },
  {
    id: 'KER-002',
    severity: 'medium',
    title: 'Code in a second slot of a Lambda layer',
    why: 'output_shape, mask and arguments can hold code as well, and many scanners look only at function.',
    advice: READ_THE_CODE,
    references: [EMBEDDED, 'https://keras.io/api/layers/core_layers/lambda/'],
  },
  {
    id: 'KER-003',
    severity: 'medium',
    title: 'Code outside a Lambda layer',
    why: 'A loss, an activation, an initialiser or an argument of a call can be a function too; few look there.',
    advice: READ_THE_CODE,
    references: [EMBEDDED, `${NVD}/CVE-2025-9905`, `${NVD}/CVE-2025-9906`],
  },
  {
    id: 'KER-004',
    severity: 'info',
    title: 'A named function stored as bytecode',
    why: 'Keras 1 and 2 store functions that were written with def like lambdas. Its name and file tell who wrote it.',
    advice: 'Nothing by itself.',
    references: [EMBEDDED],
  },
  {
    id: 'KER-005',
    severity: 'medium',
    title: 'Code in a wrapper of recurrent cells',
    why: 'residual_fn and dropout_fn run in every step, and scanners that know only Lambda layers do not see them.',
    advice: READ_THE_CODE,
    references: [EMBEDDED],
  },
  {
    id: 'KER-006',
    severity: 'medium',
    title: 'Code in a Merge layer',
    why: 'mode, output_shape and output_mask of Keras 1 can hold code, and scanners that know only Lambda layers do not see it.',
    advice: READ_THE_CODE,
    references: [EMBEDDED],
  },
  {
    id: 'KER-011',
    severity: 'high',
    title: 'A system module without an import',
    why: 'Keras gives a Lambda the names of its own module, where os, sys and marshal are. Code needs no import to reach them.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED],
  },
  {
    id: 'KER-012',
    severity: 'critical',
    title: 'The names in the code come from a system module',
    why: 'The loader adds the namespace of the Lambda’s module to its globals. With module os, a call of system is a call of os.system.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED],
  },
  {
    id: 'KER-013',
    severity: 'high',
    title: 'A system module through a trusted library',
    why: 'TensorFlow, NumPy and Keras hold os and sys under private names. Reaching them there hides the import.',
    advice: DO_NOT_LOAD,
    references: [EMBEDDED],
  },
  {
    id: 'KER-020',
    severity: 'critical',
    title: 'The loader is told to import something harmful',
    why: 'Keras 3.0 to 3.8 and tf_keras import whatever module a configuration names, and call what it names there.',
    advice: DO_NOT_LOAD,
    references: [ARCHITECTURE, `${NVD}/CVE-2025-1550`, `${GITHUB}/GHSA-48g7-3x6r-xfhp`],
  },
  {
    id: 'KER-021',
    severity: 'high',
    title: 'A function stands where a layer should',
    why: 'The loader looks the function up and calls it with arguments from the file: that is how CVE-2025-1550 is used.',
    advice: DO_NOT_LOAD,
    references: [ARCHITECTURE, `${NVD}/CVE-2025-1550`],
  },
  {
    id: 'KER-022',
    severity: 'critical',
    title: 'A function of Keras that no model needs',
    why: 'get_file, load_model and their like are Keras’ own, and reach files and the network when the loader calls them.',
    advice: DO_NOT_LOAD,
    references: [ARCHITECTURE, `${NVD}/CVE-2025-8747`, `${GITHUB}/GHSA-c9rc-mg46-23w3`],
  },
  {
    id: 'KER-029',
    severity: 'high',
    title: 'A TensorFlow function that reaches outside the model',
    why: 'A TFOpLambda layer calls any public function of TensorFlow by its name, and safe_mode does not look at it.',
    advice: DO_NOT_LOAD,
    references: [ARCHITECTURE],
  },
  {
    id: 'KER-032',
    severity: 'medium',
    title: 'Needs a class of the author’s',
    why: 'The model loads only beside code that is not in the file. What that code does cannot be told from here.',
    advice: 'Read the code of that class before you load the model with it.',
    references: [SUPPLY_CHAIN],
  },
  {
    id: 'KER-034',
    severity: 'critical',
    title: 'A YAML tag that makes Python objects',
    why: 'Loaders that do not use the safe schema call what the tag names. TensorFlow before 2.6 did.',
    advice: DO_NOT_LOAD,
    references: [UNSAFE_ARTIFACT, `${NVD}/CVE-2021-37678`],
  },
  {
    id: 'KER-040',
    severity: 'medium',
    title: 'A function or class by its name only',
    why: 'The loader looks it up where the model is loaded. What it does cannot be told from the file.',
    advice: 'Read the code that defines it before you load the model with it.',
    references: [SUPPLY_CHAIN],
  },
  {
    id: 'KER-041',
    severity: 'medium',
    title: 'Source text where bytecode is expected',
    why: 'Keras does not write source text there and does not run it; other loaders may. It shows what somebody wanted to run.',
    advice: ASK_THE_AUTHOR,
    references: [EMBEDDED],
  },
]

/** What containers hold that genuine writers do not write. */
const CONTAINERS: readonly Rule[] = [
  {
    id: 'ZIP-001',
    severity: 'high',
    title: 'Two entries of one name',
    why: 'Python reads the last, other readers the first: a scanner can see another model than the loader.',
    advice: 'Look at both entries. Keras writes none twice.',
    references: [UNSAFE_ARTIFACT],
  },
  {
    id: 'ZIP-002',
    severity: 'high',
    title: 'Headers that disagree',
    why: 'One reader believes the entry’s own header, another the directory. What one refuses the other loads.',
    advice: SAVE_AGAIN,
    references: [UNSAFE_ARTIFACT, `${NVD}/CVE-2025-1944`],
  },
  {
    id: 'ZIP-003',
    severity: 'high',
    title: 'A wrong checksum',
    why: 'Python refuses the entry, so scanners in Python skip it; other loaders do not look at the checksum.',
    advice: SAVE_AGAIN,
    references: [UNSAFE_ARTIFACT, `${NVD}/CVE-2025-10156`],
  },
  {
    id: 'ZIP-004',
    severity: 'medium',
    title: 'An entry that claims to be encrypted',
    why: 'Scanners skip what they cannot decrypt. Keras writes no encrypted entries.',
    advice: SAVE_AGAIN,
    references: [UNSAFE_ARTIFACT, `${NVD}/CVE-2025-1945`],
  },
  {
    id: 'ZIP-005',
    severity: 'high',
    title: 'A name that readers understand differently',
    why: 'NUL bytes, backslashes, look-alike letters and paths that climb up make two readers see two files, or write outside the folder.',
    advice: SAVE_AGAIN,
    references: [UNSAFE_ARTIFACT],
  },
  {
    id: 'ZIP-006',
    severity: 'high',
    title: 'An archive that unpacks to far more than it is',
    why: 'It fills memory or disk of whoever unpacks it, and ends scanners before they have looked.',
    advice: 'Do not unpack it.',
    references: [UNSAFE_ARTIFACT],
  },
  {
    id: 'ZIP-007',
    severity: 'low',
    title: 'Compressed entries',
    why: 'Keras stores its entries uncompressed: another program has written or changed this archive.',
    advice: 'Nothing by itself.',
    references: ['https://keras.io/guides/serialization_and_saving/'],
  },
  {
    id: 'ZIP-008',
    severity: 'medium',
    title: 'Bytes outside every entry',
    why: 'Data in front of, between or behind the entries can be another file: an archive and a program in one.',
    advice: 'Look at these bytes.',
    references: [UNSAFE_ARTIFACT],
  },
  {
    id: 'ZIP-010',
    severity: 'low',
    title: 'An entry that does not belong',
    why: 'Keras writes a configuration, metadata and weights. Whatever else is there came from somebody else.',
    advice: 'Look at the entry.',
    references: ['https://keras.io/guides/serialization_and_saving/'],
  },
  {
    id: 'ZIP-011',
    severity: 'high',
    title: 'A link or device among the entries',
    why: 'Unpacked, a link can make later entries write anywhere.',
    advice: 'Do not unpack it.',
    references: [UNSAFE_ARTIFACT, `${NVD}/CVE-2025-12060`, `${NVD}/CVE-2025-12638`],
  },
  {
    id: 'HDF-001',
    severity: 'high',
    title: 'Weights stored in another file',
    why: 'When the weights are loaded, the other file is read: secrets of the machine become weights.',
    advice: DO_NOT_LOAD,
    references: [`${NVD}/CVE-2026-1669`, `${GITHUB}/GHSA-3m4q-jmj6-r34q`],
  },
  {
    id: 'HDF-002',
    severity: 'high',
    title: 'A link into another file',
    why: 'Following it reads a file beside the model, or anywhere on the machine. Keras writes no such link.',
    advice: DO_NOT_LOAD,
    references: [`${GITHUB}/GHSA-27f4-p4xq-cxg8`],
  },
  {
    id: 'HDF-003',
    severity: 'high',
    title: 'A dataset put together from other files',
    why: 'Reading a virtual dataset reads the files that it names. Keras writes none.',
    advice: DO_NOT_LOAD,
    references: [`${NVD}/CVE-2026-12480`, `${GITHUB}/GHSA-26c4-7vv6-867j`],
  },
  {
    id: 'HDF-004',
    severity: 'medium',
    title: 'A soft link among the weights',
    why: 'Keras writes none. A link can lead readers in circles or to other weights than those shown.',
    advice: SAVE_AGAIN,
    references: ['https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html'],
  },
  {
    id: 'HDF-005',
    severity: 'high',
    title: 'An array far larger than its bytes',
    why: 'The loader reserves memory for the declared shape and is ended by the system.',
    advice: 'Do not load the model on a machine that must stay up.',
    references: [`${NVD}/CVE-2026-0897`, `${GITHUB}/GHSA-xfhx-r7ww-5995`],
  },
  {
    id: 'HDF-006',
    severity: 'medium',
    title: 'Weights that need a filter of somebody’s',
    why: 'HDF5 loads filters it does not know as native plugins from a folder.',
    advice: ASK_THE_AUTHOR,
    references: [EMBEDDED],
  },
  {
    id: 'HDF-008',
    severity: 'medium',
    title: 'Bytes in front of the HDF5 data',
    why: 'HDF5 allows a block of anything in front: the file can be a program as well. Keras writes none.',
    advice: 'Look at these bytes.',
    references: ['https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html'],
  },
  {
    id: 'HDF-009',
    severity: 'medium',
    title: 'Several configurations',
    why: 'Which of them a loader takes differs. One can be for scanners and another for Keras.',
    advice: 'Compare the configurations.',
    references: [UNSAFE_ARTIFACT],
  },
  {
    id: 'HDF-010',
    severity: 'low',
    title: 'Bytes behind the HDF5 data',
    why: 'Nothing reads them with the model; they can carry another file.',
    advice: 'Look at these bytes.',
    references: ['https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html'],
  },
  {
    id: 'HDF-012',
    severity: 'medium',
    title: 'A dataset of raw bytes',
    why: 'Weights are numbers. Bytes without a type can be a pickle or a program.',
    advice: 'Look at these bytes.',
    references: [UNSAFE_ARTIFACT],
  },
  {
    id: 'CFG-001',
    severity: 'low',
    title: 'JSON that Python would not write',
    why: 'Keys that stand twice, other encodings and trailing bytes make two readers see two configurations.',
    advice: 'Compare what other tools show with what is shown here: Python’s reading.',
    references: ['https://docs.python.org/3/library/json.html'],
  },
  {
    id: 'GEN-003',
    severity: 'info',
    title: 'The name says another format',
    why: 'Scanners that go by the name do not look inside.',
    advice: 'Nothing by itself.',
    references: [UNSAFE_ARTIFACT],
  },
  {
    id: 'GEN-016',
    severity: 'low',
    title: 'Damaged by a change of line endings',
    why: 'A program took the file for text. It does not load as it is; what is shown was read around the damage.',
    advice: 'Get the file again, as binary.',
    references: ['https://git-scm.com/docs/gitattributes'],
  },
]

/** What was not examined, and what other people's rules say. */
const OTHERS: readonly Rule[] = [
  {
    id: 'YARA-001',
    severity: 'info',
    title: 'A YARA rule matches',
    why: 'The rule’s author says what its strings stand for; the severity is the one in its meta.',
    advice: 'Look at the bytes that match, and at the rule’s description and reference.',
    references: ['https://yara.readthedocs.io/en/v4.2.3/'],
  },
  {
    id: 'GEN-004',
    severity: 'medium',
    title: 'A limit was met',
    why: 'Limits keep a hostile file from taking all time and memory. What lies beyond was not examined.',
    advice: ANOTHER_TOOL,
    references: [UNSAFE_ARTIFACT],
    unexamined: true,
  },
  {
    id: 'GEN-010',
    severity: 'medium',
    title: 'A damaged part',
    why: 'It breaks the rules of its format. Damage is an accident, or a way to make scanners give up before a loader does.',
    advice: SAVE_AGAIN,
    references: [UNSAFE_ARTIFACT],
    unexamined: true,
  },
  {
    id: 'GEN-011',
    severity: 'info',
    title: 'A format that is not analysed yet',
    why: 'It was recognised, and nothing inside was judged. Some of these formats run code when they are loaded.',
    advice: ANOTHER_TOOL,
    references: [UNSAFE_ARTIFACT],
    unexamined: true,
  },
  {
    id: 'GEN-012',
    severity: 'info',
    title: 'An unknown format',
    why: 'It begins like nothing that is known here, and was not examined.',
    advice: ANOTHER_TOOL,
    references: [UNSAFE_ARTIFACT],
    unexamined: true,
  },
  {
    id: 'GEN-013',
    severity: 'info',
    title: 'The bytes are not here',
    why: 'A pointer, a missing shard or an encrypted entry stands for data that could not be examined.',
    advice: 'Get the data itself, and examine it.',
    references: ['https://git-lfs.com/'],
    unexamined: true,
  },
  {
    id: 'GEN-014',
    severity: 'info',
    title: 'The analysis was stopped',
    why: 'It was cancelled, took too long, or ran out of memory. What had not been reached was not examined.',
    advice: ANOTHER_TOOL,
    references: [UNSAFE_ARTIFACT],
    unexamined: true,
  },
  {
    id: 'GEN-015',
    severity: 'medium',
    title: 'A fault of ours',
    why: 'The program failed on this file. What had not been reached was not examined.',
    advice: 'Please report it, with the file if you may.',
    references: [UNSAFE_ARTIFACT],
    unexamined: true,
  },
]

/** Every rule, by id. */
export const RULES: ReadonlyMap<string, Rule> = new Map(
  [...CODE, ...KERAS, ...CONTAINERS, ...OTHERS].map((rule) => [rule.id, rule]),
)
