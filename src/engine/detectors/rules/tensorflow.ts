import type { Rule } from './Rule.ts'
import { ARCHITECTURE, ASK_THE_AUTHOR, DO_NOT_LOAD, UNSAFE_ARTIFACT } from './shared.ts'

const TENSOR_ABUSE = 'https://github.com/ZJU-SEC/TensorAbuse'
const HIDDEN_APIS = 'https://arxiv.org/abs/2601.04553'
const SECURITY = 'https://github.com/tensorflow/tensorflow/blob/master/SECURITY.md'
const LOADING = 'https://www.tensorflow.org/guide/saved_model'

/** What the graphs of a SavedModel do. */
export const TENSORFLOW_RULES: readonly Rule[] = [
  {
    id: 'TF-001',
    severity: 'high',
    title: 'A graph reads files',
    why: 'The operations of a graph run with the rights of whoever runs the model. A path that is written in the graph was chosen by its author, not by its user.',
    advice: DO_NOT_LOAD,
    techniques: [ARCHITECTURE, UNSAFE_ARTIFACT],
    references: [TENSOR_ABUSE, HIDDEN_APIS, SECURITY],
  },
  {
    id: 'TF-002',
    severity: 'high',
    title: 'A graph writes files',
    why: 'Apart from saving itself a model writes nothing. A file that a graph writes can be a program that runs at the next login.',
    advice: DO_NOT_LOAD,
    techniques: [ARCHITECTURE, UNSAFE_ARTIFACT],
    references: [TENSOR_ABUSE, HIDDEN_APIS, SECURITY],
  },
  {
    id: 'TF-003',
    severity: 'high',
    title: 'A graph connects to other machines',
    why: 'Servers of datasets, remote calls and debuggers send what the model is given to whoever waits at the address.',
    advice: DO_NOT_LOAD,
    techniques: [ARCHITECTURE, UNSAFE_ARTIFACT],
    references: [TENSOR_ABUSE, SECURITY],
  },
  {
    id: 'TF-004',
    severity: 'high',
    title: 'A graph calls code that is not in it',
    why: 'It runs Python functions of the process or native code. Neither stands in the file, so what they do cannot be told from it.',
    advice: ASK_THE_AUTHOR,
    techniques: [ARCHITECTURE],
    references: [SECURITY, HIDDEN_APIS],
  },
  {
    id: 'TF-005',
    severity: 'high',
    title: 'A graph hidden in a text',
    why: 'Readers that look at the operations of a graph see a text there; TensorFlow runs the graph that stands in it.',
    advice: 'Look at the operations that were found in it. No ordinary export holds one.',
    techniques: [ARCHITECTURE, UNSAFE_ARTIFACT],
    references: ['https://huggingface.co/MediumIQ/tfhunt-savedmodel-nested-writefile', HIDDEN_APIS],
  },
  {
    id: 'TF-006',
    severity: 'medium',
    title: 'A graph ends, delays or fills what runs it',
    why: 'One input is enough to take down a service that runs the model.',
    advice: 'Do not run the model where it must stay up.',
    techniques: [ARCHITECTURE],
    references: [SECURITY],
  },
  {
    id: 'TF-007',
    severity: 'high',
    title: 'Loading alone runs it',
    why: 'The loader runs initialisers and the restoring of variables by itself, before anybody has called the model or looked at it.',
    advice: DO_NOT_LOAD,
    techniques: [ARCHITECTURE, UNSAFE_ARTIFACT],
    references: [LOADING, TENSOR_ABUSE],
  },
  {
    id: 'TF-008',
    severity: 'critical',
    title: 'A graph writes where programs or secrets are',
    why: 'Start-up files, packages of Python, keys and system folders: what is written there is run or trusted by others. A model has no business there.',
    advice: DO_NOT_LOAD,
    techniques: [ARCHITECTURE, UNSAFE_ARTIFACT],
    references: [TENSOR_ABUSE, SECURITY],
  },
  {
    id: 'TF-009',
    severity: 'high',
    title: 'A graph opens an address as a file',
    why: 'TensorFlow opens gs://, s3://, hdfs:// and https:// like files: reading fetches what its author changes at will, writing sends data away.',
    advice: DO_NOT_LOAD,
    techniques: [ARCHITECTURE, UNSAFE_ARTIFACT],
    references: [TENSOR_ABUSE, SECURITY],
  },
  {
    id: 'TF-010',
    severity: 'low',
    title: 'A graph that no compiler wrote',
    why: 'Functions that call themselves in a circle and shapes that cannot be make loaders fail, hang or end.',
    advice: 'Get the model from its author again, and do not load this one where it must stay up.',
    techniques: [ARCHITECTURE],
    references: [SECURITY],
  },
  {
    id: 'TF-011',
    severity: 'info',
    title: 'safe_mode does not protect',
    why: 'Keras looks at the code of Lambda layers only in its own format. tf.saved_model.load and load_model run the graphs of a SavedModel as they are.',
    advice: 'Do not rely on safe_mode for this file.',
    techniques: [UNSAFE_ARTIFACT],
    references: [LOADING, SECURITY],
  },
]
