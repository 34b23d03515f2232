/** A known trick, by its number in the catalogue of threats, with the tests that hold it. */
export interface Trick {
  readonly id: string
  readonly trick: string
  /** File and title, or the name of a case in a table of cases. */
  readonly tests: readonly (readonly [string, string])[]
  /** Why there is no test: the trick touches a format that is recognised and not analysed. */
  readonly outside?: string
}

const ZIP = 'src/golden/evasions/zip.test.ts'
const HDF5 = 'src/golden/evasions/hdf5.test.ts'
const MIXED = 'src/golden/evasions/mixed.test.ts'
const KERAS = 'src/engine/kerasEvasion.test.ts'
const PICKLE = 'src/engine/pickleEvasion.test.ts'
const SAVED_MODEL = 'src/engine/formats/saved-model/saved-model.test.ts'
const GRAPHS = 'src/engine/formats/saved-model/operations/operations.test.ts'
const JUDGED = 'src/engine/detectors/graph-operations/graphOperations.test.ts'
const ORDINARY = 'src/golden/ordinary.test.ts'
const COMPRESSED = 'src/engine/formats/compressed/compressed.test.ts'

export const TRICKS: readonly Trick[] = [
  {
    id: '1',
    trick: 'Two entries of one name, of which Python reads the last',
    tests: [
      [ZIP, 'of two configurations both are read'],
      [ZIP, 'of two entries %s each is examined as what it is'],
    ],
  },
  {
    id: '2',
    trick: 'Bytes before the archive: a picture, a program, a script',
    tests: [[ZIP, 'an archive behind %j is read, and what is before it told']],
  },
  {
    id: '3',
    trick: 'A NUL in the name of an entry',
    tests: [[ZIP, 'a name is cut at a NUL, as in Python']],
  },
  {
    id: '4',
    trick: 'Another name in the entry’s own header than in the directory',
    tests: [[ZIP, 'an entry of another name in its own header is read under both']],
  },
  {
    id: '5',
    trick: 'A wrong checksum',
    tests: [[ZIP, 'a wrong checksum is told, and the bytes are read all the same']],
  },
  {
    id: '6',
    trick: 'Marked as encrypted in one header only',
    tests: [[ZIP, 'an entry that is only marked as encrypted (%j) is read']],
  },
  {
    id: '7',
    trick: 'Methods that few readers have; a 7z archive under another name',
    tests: [
      [ZIP, 'what is compressed by method %i is never clean'],
      [ZIP, 'what is compressed by bzip2, which Python reads, is examined'],
      [ZIP, 'an archive of 7-Zip called %s is told, and never clean'],
    ],
  },
  {
    id: '8',
    trick: 'Zip64, descriptors, end records and directories that contradict each other',
    tests: [
      [ZIP, 'a descriptor that says another size than the directory is told'],
      [
        ZIP,
        'a size that is left to a zip64 field which is not there is told, and nothing is clean',
      ],
      [ZIP, 'an end record in the comment hides the archive from Python; it is told and read'],
      [ZIP, 'a second archive behind the first wins, and the first is examined too'],
      [ZIP, 'a directory at another place than is told is read where Python reads it'],
    ],
  },
  {
    id: '9',
    trick: 'Names that only look like those of a model: case, spaces, other alphabets, other forms',
    tests: [
      [ZIP, '%j is told, and what it holds is examined'],
      [ZIP, 'one name in two forms of Unicode is two entries that look alike'],
      [ZIP, 'bytes that are no UTF-8 under the mark of UTF-8 are told'],
    ],
  },
  {
    id: '10',
    trick: 'Entries that share their bytes; an archive that holds itself',
    tests: [
      [ZIP, 'entries that share their bytes are a bomb'],
      [ZIP, 'an archive that holds itself ends'],
    ],
  },
  {
    id: '11',
    trick: 'One format under the name of another',
    tests: [
      [MIXED, '%s is told, and read as what it is'],
      [KERAS, '38: weights that are a bare pickle, or arrays of objects, are not clean'],
    ],
  },
  {
    id: '12',
    trick: 'An archive in an archive in an archive; a Lambda deep in models',
    tests: [
      [MIXED, 'a .keras in a zip in a tar.gz is read'],
      [ZIP, 'a model in an archive in an archive is read'],
      [KERAS, '31: a Lambda however deep in other layers'],
    ],
  },
  {
    id: '13',
    trick: 'HDF5 behind other bytes; every version of its superblock; other drivers',
    tests: [
      [
        HDF5,
        'an HDF5 file behind %s bytes is read when h5py reads it (%s), and the bytes are told',
      ],
      [HDF5, 'a driver that spreads the file over several is told'],
    ],
  },
  {
    id: '14',
    trick: 'The configuration in every way that HDF5 stores text',
    tests: [
      [
        'src/engine/encodings/hdf5/structure.test.ts',
        'every text is the one that h5py reads, and stands where it is said to',
      ],
      [
        'src/engine/encodings/hdf5/structure.test.ts',
        'the text of model_config has a range in the file however it is stored',
      ],
    ],
  },
  {
    id: '15',
    trick: 'Several configurations; object headers that lead in circles',
    tests: [
      [HDF5, 'a continuation that leads back to itself is told'],
      [
        'src/engine/detectors/container-oddities/containerOddities.test.ts',
        'a second configuration that says the same is a remark',
      ],
    ],
  },
  {
    id: '16',
    trick: 'Links, virtual datasets and storage that lead out of the file',
    tests: [
      [HDF5, '%s.h5 is %s, also as the weights in an archive'],
      [HDF5, 'h5py follows every one of these out of the file'],
    ],
  },
  {
    id: '17',
    trick: 'A dataset that declares far more than it holds',
    tests: [
      [
        'src/engine/encodings/hdf5/structure.test.ts',
        'a shape far beyond what is stored is a bomb, in old chunks and in new',
      ],
      [HDF5, '%s.h5 is %s, also as the weights in an archive'],
    ],
  },
  {
    id: '18',
    trick: 'A filter that only a plug-in knows',
    tests: [
      [
        'src/engine/encodings/hdf5/structure.test.ts',
        'links, files elsewhere, filters, opaque bytes and shapes without values are remarked on',
      ],
    ],
  },
  {
    id: '19',
    trick: 'Tar: ways out, links, devices, holes, long names, a name twice',
    tests: [
      [MIXED, '%j leads out, and is examined'],
      [MIXED, '%j is a link or a device'],
      [MIXED, 'a file that is written through a link is told'],
      [MIXED, 'of two members of one name both are examined'],
      [MIXED, 'a file with holes is never clean'],
      [
        'src/engine/encodings/tar/readTar.test.ts',
        'the members of an archive with "$name" are those that Python has',
      ],
    ],
  },
  {
    id: '20',
    trick: 'Compressed models; members of gzip in a row; bytes behind them',
    tests: [
      [MIXED, 'members that follow each other are one file'],
      [MIXED, 'what stands behind is told, and nothing is clean'],
      [COMPRESSED, '%s is expanded, and what it holds is a file of its own'],
    ],
  },
  {
    id: '21',
    trick: 'A whole HDF5 file as base64 text',
    tests: [[MIXED, 'a whole HDF5 file as base64 text is read']],
  },
  {
    id: '22',
    trick: 'Very many entries; an entry that claims to be huge',
    tests: [
      [ZIP, 'of very many entries the first are examined, and it is said that there are more'],
      [ZIP, 'an entry that is to become far more than it is, is a bomb'],
    ],
  },
  {
    id: '23',
    trick: 'UTF-16, UTF-32 and byte order marks',
    tests: [[KERAS, '23: encodings that json.loads detects']],
  },
  {
    id: '24',
    trick: 'A key that stands twice',
    tests: [
      [KERAS, '24: of a key that stands twice both values are examined, and the last is what runs'],
    ],
  },
  {
    id: '25',
    trick: 'Escapes in keys, another order, numbers as exponents',
    tests: [
      [
        KERAS,
        '25: escapes in keys, keys in another order and numbers with exponents change nothing',
      ],
    ],
  },
  {
    id: '26',
    trick: 'Base64 with what Python skips',
    tests: [
      [KERAS, '26: base64 as Python reads it'],
      [
        'src/engine/encodings/base64/base64.test.ts',
        'base64 is what CPython makes of it, lenient as it is',
      ],
    ],
  },
  {
    id: '27',
    trick: 'Every form in which a Keras has written code',
    tests: [[KERAS, '27: every form of code']],
  },
  {
    id: '28',
    trick: 'Bytes behind the code; code in its constants',
    tests: [[KERAS, '28: bytes behind the code are told, and code in its constants is laid open']],
  },
  {
    id: '28b',
    trick: 'Code that imports nothing',
    tests: [
      [KERAS, '28b: %s code without an import is as bad as with one'],
      [KERAS, '28b: %s_module supplies the names as module does'],
    ],
  },
  {
    id: '29',
    trick: 'Marshal of every CPython, with and without references',
    tests: [[KERAS, '29: marshal of CPython %s']],
  },
  {
    id: '30',
    trick: 'Code only in a second slot',
    tests: [[KERAS, '30: code that stands only where few look is raised by one level']],
  },
  {
    id: '31',
    trick: 'A Lambda in wrappers, cells, nested models and arguments of calls',
    tests: [[KERAS, '31: a Lambda however deep in other layers']],
  },
  {
    id: '32',
    trick: 'Code as loss, metric or schedule',
    tests: [[KERAS, '32: functions of the training configuration, also of a model in the model']],
  },
  {
    id: '33',
    trick:
      'Names that Keras looks up: its own functions, the switch of safe_mode, functions as layers',
    tests: [[KERAS, '33: names that Keras itself looks up']],
  },
  {
    id: '34',
    trick: 'Modules that only look like others',
    tests: [[KERAS, '34: modules that only look like others']],
  },
  {
    id: '35',
    trick: 'TFOpLambda with any symbol of TensorFlow',
    tests: [[KERAS, '35: a symbol of TensorFlow by its name']],
  },
  {
    id: '36',
    trick: 'TensorFlowOpLayer, as JSON and as protobuf',
    tests: [
      [
        'src/engine/keras/nodeDef.test.ts',
        'an operation that stands as %s is found, with its constants',
      ],
      [JUDGED, 'an operation in a layer is told as the layer’s'],
    ],
  },
  {
    id: '37',
    trick: 'Words from a path or an address',
    tests: [[KERAS, '37: words from a file']],
  },
  {
    id: '38',
    trick: 'Weights that are a pickle, or arrays of objects',
    tests: [[KERAS, '38: weights that are a bare pickle, or arrays of objects, are not clean']],
  },
  {
    id: '39',
    trick: 'YAML that makes Python objects; aliases without end',
    tests: [[KERAS, '39: tags of YAML that make Python objects']],
  },
  {
    id: '40',
    trick: 'Another Keras version than it is, or none',
    tests: [[KERAS, '40: another version, or none, hides nothing']],
  },
  {
    id: '41',
    trick: 'A Keras model in a pickle',
    tests: [
      [
        'src/engine/formats/pickle/pickle.test.ts',
        'a zip archive at the end of a pickle is a file of its own',
      ],
    ],
  },
  {
    id: '42',
    trick: 'Millions of NaN; models ten thousand deep',
    tests: [[KERAS, '42: more than a reader takes is told, and never clean']],
  },
  {
    id: '43',
    trick: 'Operations in the second MetaGraph, in functions and initialisers',
    tests: [
      [SAVED_MODEL, 'the second MetaGraph'],
      [SAVED_MODEL, 'it is found in %s'],
      [GRAPHS, 'a path that %s hands to a function is found there'],
    ],
  },
  {
    id: '44',
    trick: 'A graph inside a constant',
    tests: [
      [GRAPHS, '%s is seen through'],
      [GRAPHS, 'what a graph in a text does has its place in that text'],
      [GRAPHS, 'graphs in graphs in texts end at a limit that is told'],
    ],
  },
  {
    id: '45',
    trick: 'Paths put together from pieces',
    tests: [
      [GRAPHS, 'paths that are put together come to what TensorFlow makes of them'],
      [GRAPHS, 'both sides of a choice at run time are told'],
    ],
  },
  {
    id: '46',
    trick: 'Prints into files; debugging to an address',
    tests: [
      [JUDGED, 'a printed file'],
      [JUDGED, 'a debugger elsewhere'],
    ],
  },
  {
    id: '47',
    trick: 'Several forms of a SavedModel beside each other',
    tests: [
      [GRAPHS, 'the text form beside saved_model.pb is examined, and which is read is said'],
      [GRAPHS, 'the text form alone is the model'],
    ],
  },
  {
    id: '48',
    trick: 'Keras metadata renamed, absent, or inside the graph',
    tests: [
      [SAVED_MODEL, 'it gives the layers, and each text is kept under its path'],
      [SAVED_MODEL, 'what keras_metadata.pb tells as well stands again in the same layers'],
    ],
  },
  {
    id: '49',
    trick: 'A graph alone; a MetaGraph alone',
    tests: [
      [SAVED_MODEL, 'a frozen graph'],
      [SAVED_MODEL, '%s is told by its first bytes, whatever its name'],
    ],
  },
  {
    id: '50',
    trick: 'Protobuf that readers merge differently',
    tests: [
      [GRAPHS, 'a name that stands twice, unknown fields and groups change nothing'],
      [GRAPHS, 'of two entries of one attribute the last counts, and a value in two pieces is one'],
      [GRAPHS, 'an attribute whose key is written in a long form is found'],
    ],
  },
  {
    id: '51',
    trick: 'An ordinary export must stay quiet',
    tests: [[ORDINARY, '%s raises no alarm']],
  },
  {
    id: '52',
    trick: 'A table from an asset must stay quiet',
    tests: [[ORDINARY, '%s raises no alarm']],
  },
  {
    id: '53',
    trick: 'TFLite with operations of TensorFlow, or of its own',
    tests: [],
    outside: 'TFLite is recognised and not analysed: never clean',
  },
  {
    id: '54',
    trick: 'Operations that are unknown, or carry code of another machine',
    tests: [
      [
        SAVED_MODEL,
        'a function of the file may be called by its name; any other unknown operation is told',
      ],
      [GRAPHS, 'an idle constant that holds a graph, and the engine of TensorRT, are read too'],
    ],
  },
  {
    id: '55',
    trick: 'Names through the memo, in every type of text, in bytes, with dots',
    tests: [
      [PICKLE, 'names through the memo'],
      [PICKLE, 'names as BINUNICODE8'],
      [PICKLE, 'a name of bytes'],
      [PICKLE, 'a name that is a number'],
      [PICKLE, 'a dotted name behind a trusted module'],
    ],
  },
  {
    id: '56',
    trick: 'The extension registry, INST, OBJ, NEWOBJ_EX; an attribute that is replaced',
    tests: [
      [PICKLE, 'the extension registry'],
      [PICKLE, 'INST'],
      [PICKLE, 'OBJ'],
      [PICKLE, 'NEWOBJ_EX'],
      [PICKLE, 'an attribute of a module that is replaced first'],
    ],
  },
  {
    id: '57',
    trick: 'A call for its effect alone',
    tests: [
      [PICKLE, 'a call whose result is thrown away'],
      [PICKLE, 'a call hidden in a list'],
    ],
  },
  {
    id: '58',
    trick: 'Broken behind the payload; behind the end; in a row; in the parts of a torch file',
    tests: [
      [PICKLE, 'a stream that is cut behind the call'],
      [PICKLE, 'a stream that breaks behind the call'],
      [PICKLE, 'a payload behind a STOP'],
      [PICKLE, 'the last of ten pickles'],
      [PICKLE, 'the system information of a torch file'],
    ],
  },
  {
    id: '59',
    trick: 'Protocol 0 with odd line ends, escapes, quotes and spaces',
    tests: [
      [PICKLE, 'line ends of Windows'],
      [PICKLE, 'letters as escapes'],
      [PICKLE, 'quotes in quotes'],
      [PICKLE, 'a name with a space'],
    ],
  },
  {
    id: '60',
    trick: 'Names that are computed while it is loaded',
    tests: [
      [PICKLE, 'getattr on a module'],
      [PICKLE, 'attrgetter'],
      [PICKLE, 'a name that is joined'],
      [PICKLE, 'a factory of a defaultdict'],
    ],
  },
  {
    id: '61',
    trick: 'Functions of trusted libraries that run what they are given',
    tests: [
      [PICKLE, 'torch.utils.collect_env'],
      [PICKLE, 'numpy.testing._private.utils'],
      [PICKLE, 'resolve_name'],
    ],
  },
  {
    id: '62',
    trick: 'The names of scanners',
    tests: [[PICKLE, 'the name of a scanner']],
  },
  {
    id: '63',
    trick: 'A pickle in bytes, in base64, in arrays, in archives',
    tests: [
      [PICKLE, 'a pickle in bytes'],
      [PICKLE, 'a pickle in base64'],
      [PICKLE, 'a pickle in zlib in bytes'],
      [PICKLE, 'a pickle in a pickle in a pickle'],
    ],
  },
  {
    id: '64',
    trick: 'PyTorch: tar of before 0.1.9, sources of TorchScript, a decoy beside data.pkl',
    tests: [
      [
        'src/engine/formats/tar-archive/tar-archive.test.ts',
        'in %s every pickle between the numbers of PyTorch before 0.1.9 is followed',
      ],
      [
        'src/engine/formats/pytorch-zip/pytorch-zip.test.ts',
        'sources of TorchScript are searched for what does more than compute',
      ],
      [
        'src/engine/formats/pytorch-zip/pytorch-zip.test.ts',
        '%s is opened, and all but its tensors are files of their own',
      ],
    ],
  },
  {
    id: '65',
    trick: 'joblib, compressed in every way, once and twice',
    tests: [
      [COMPRESSED, '%s is expanded, and what it holds is a file of its own'],
      [COMPRESSED, 'what is compressed twice is expanded twice'],
    ],
  },
  {
    id: '66',
    trick: 'Marks, sizes and memo without end',
    tests: [[PICKLE, '%s end soon, and are not called clean when they were not read']],
  },
  {
    id: '67',
    trick: 'A pickle under another name',
    tests: [
      [PICKLE, 'a pickle is known under the name %s'],
      [PICKLE, 'a pickle under the name of another format is told, also when it does nothing'],
    ],
  },
  {
    id: '68',
    trick: 'skops with operators that its own list hides',
    tests: [],
    outside: 'skops is no format of the pickle family; a pickle under its name is told',
  },
  {
    id: '69',
    trick: 'Functions of cloudpickle and dill as code objects in a pickle',
    tests: [
      [
        'src/engine/containers/pickle/codeObjects.test.ts',
        'a code object of %s that a pickle builds is what marshal writes of it',
      ],
      [
        'src/engine/formats/pickle/pickle.test.ts',
        '%s is followed, and what lies in it is examined',
      ],
    ],
  },
  ...outside(
    'ONNX',
    ['70', '71', '72', '73', '74'],
    [
      'Paths of external data',
      'External data where few look',
      'External data twice, or too large',
      'Functions in a circle',
      'Operations with a script',
    ],
  ),
  ...outside('GGUF', ['75', '76'], ['Templates', 'Counts and keys beyond the file']),
  ...outside('Safetensors', ['77'], ['Headers that contradict themselves']),
  ...outside('NeMo', ['78'], ['Classes in its configuration']),
  ...outside('MLflow', ['79'], ['Compressed pickles beside a description']),
  ...outside('The configuration of transformers', ['80'], ['Code of another repository']),
  ...outside('llamafile', ['81'], ['A program that is a model too']),
  {
    id: '82',
    trick: 'What makes readers run without end',
    tests: [
      ['src/engine/encodings/hdf5/hostile.test.ts', 'a group that holds itself is walked once'],
      ['src/engine/encodings/json/parseJson.test.ts', 'nesting ends at 512 levels'],
      ['src/engine/encodings/marshal/readMarshal.test.ts', 'a tuple inside itself is a cycle'],
      [
        'src/engine/encodings/protobuf/fields.test.ts',
        'a file of empty fields is read up to a limit, in time',
      ],
      [
        'src/engine/detectors/names/evidence.test.ts',
        'a megabyte of anything is searched in less than a second',
      ],
    ],
  },
  {
    id: '83',
    trick: 'A limit that is met must never look clean',
    tests: [
      [
        'src/golden/hostile.test.ts',
        'cut short at any length it gives a report, and a cut file with findings is never clean',
      ],
      [
        'src/engine/detectors/exitCode.test.ts',
        'damage and limits are for review, and not findings',
      ],
    ],
  },
  {
    id: '84',
    trick: 'The same file twice',
    tests: [['src/golden/evasions/coverage.test.ts', 'the same file twice gives the same report']],
  },
]

function outside(
  what: string,
  ids: readonly string[],
  tricks: readonly string[],
): readonly Trick[] {
  const why = `${what} is not analysed by this version: never clean`
  return ids.map((id, index) => ({ id, trick: tricks[index] ?? '', tests: [], outside: why }))
}
