/** The versions of CPython whose bytecode can be read, oldest first. Those of `bytecode/cpython/versions`. */
export const PYTHON_VERSIONS = [
  '2.7',
  '3.4',
  '3.5',
  '3.6',
  '3.7',
  '3.8',
  '3.9',
  '3.10',
  '3.11',
  '3.12',
  '3.13',
  '3.14',
  '3.15',
] as const
