import type { Capability } from './Capability.ts'

/** Modules that are dangerous as a whole: any name of theirs has this capability. */
export const DANGEROUS_MODULES: ReadonlyMap<string, Capability> = new Map([
  ...all('process', [
    'subprocess',
    '_posixsubprocess',
    'commands',
    'popen2',
    'pty',
    'multiprocessing',
    'pexpect',
    'ptyprocess',
    'plumbum',
    'sh',
    'invoke',
    'webbrowser',
    'winreg',
    '_winapi',
    'wmi',
    'pip',
    'ensurepip',
    'venv',
    'distutils',
    'setuptools',
    'idlelib',
    'lib2to3',
    'pipes',
    '_osx_support',
    '_aix_support',
    '_pyrepl',
    'pipx',
    'asyncssh',
    'daemon',
    'apscheduler',
    'crontab',
    'pyautogui',
    'pynput',
  ]),
  ...all('native', ['ctypes', '_ctypes', 'cffi', 'mmap', 'win32api', 'pywintypes']),
  ...all('dynamic', [
    'marshal',
    'pickle',
    '_pickle',
    'cPickle',
    'dill',
    'cloudpickle',
    'shelve',
    'runpy',
    'code',
    'codeop',
    'imp',
    'importlib',
    'zipimport',
    'pkgutil',
    'inspect',
    'gc',
    'bdb',
    'pdb',
    'trace',
    'timeit',
    'cProfile',
    'profile',
    'doctest',
    '_imp',
    '_frozen_importlib',
    '_frozen_importlib_external',
    '__main__',
    'jsonpickle',
    'numexpr',
    'IPython',
    'hy',
    'restrictedpython',
    'sysconfig',
    'symtable',
  ]),
  ...all('network', [
    'socket',
    '_socket',
    'socketserver',
    'ssl',
    'requests',
    'urllib',
    'urllib2',
    'urllib3',
    'http',
    'httplib',
    'httpx',
    'aiohttp',
    'ftplib',
    'smtplib',
    'telnetlib',
    'poplib',
    'imaplib',
    'nntplib',
    'xmlrpc',
    'xmlrpclib',
    'websocket',
    'websockets',
    'paramiko',
    'fabric',
    'pycurl',
    'wget',
    'boto3',
    'botocore',
    'scapy',
    'zmq',
    'grpc',
    'dns',
    'huggingface_hub',
    '_ssl',
    'asyncore',
    'asynchat',
    'pysftp',
    'gdown',
    'kaggle',
    'selenium',
    'mechanize',
    'pymongo',
    'redis',
    'psycopg2',
    'pymysql',
    'sqlalchemy',
    'azure',
    'minio',
    'telegram',
    'discord',
    'slack_sdk',
    'twilio',
    'sendgrid',
    'tweepy',
    'tornado',
    'twisted',
    'flask',
    'fastapi',
    'uvicorn',
    'pyngrok',
    'stem',
    'socks',
    'dnspython',
    'impacket',
    'curl_cffi',
    'tls_client',
  ]),
  ...all('file', [
    ...[
      'shutil',
      'tempfile',
      'glob',
      'fileinput',
      'zipfile',
      'tarfile',
      'sqlite3',
      'dbm',
      'mailbox',
    ],
    ...[
      'compileall',
      'py_compile',
      'linecache',
      'filecmp',
      'netrc',
      'aiofiles',
      'fsspec',
      'zipapp',
    ],
  ]),
  ...all('decoding', [
    ...['base64', 'binascii', 'zlib', 'gzip', 'bz2', 'lzma', 'codecs', '_codecs', 'quopri', 'uu'],
    ...['zstandard', 'brotli', 'lz4', 'snappy', 'blosc', 'base58'],
  ]),
  ...all('environment', [
    'getpass',
    'pwd',
    'spwd',
    'grp',
    'keyring',
    'dotenv',
    'psutil',
    'browser_cookie3',
  ]),
  ...all('crypto', [
    ...['hashlib', '_hashlib', 'hmac', 'secrets', 'Crypto', 'Cryptodome', 'cryptography', 'nacl'],
    ...['rsa', 'ecdsa', 'OpenSSL', 'pyaes', 'bitcoin', 'bitcoinlib', 'bit', 'web3', 'eth_account'],
    ...[
      'eth_keys',
      'solana',
      'solders',
      'monero',
      'bip32',
      'bip_utils',
      'mnemonic',
      'xmrig',
      'pyrx',
    ],
    ...['cryptonight', 'scrypt', 'gnupg', 'fernet'],
  ]),
])

/** Of these, words that an author may also use for a value: they count only when they are imported. */
export const AMBIGUOUS_AS_GLOBALS: ReadonlySet<string> = new Set([
  ...['code', 'sh', 'trace', 'commands', 'profile', 'invoke', 'dns', 'http', 'wget', 'fabric'],
  ...['gc', 'imp', 'pip', 'wmi', 'venv', 'timeit', 'grpc', 'ssl', 'glob', 'websocket', 'inspect'],
  ...['secrets', 'rsa', 'bit', 'bitcoin', 'crontab', 'daemon', 'redis', 'kaggle', 'stem', 'flask'],
  ...['pipes', 'mnemonic', 'minio', 'discord', 'telegram', 'azure', 'uu', 'pwd', 'grp', 'dbm'],
  ...['socks', 'symtable', 'tornado', 'twisted', 'monero', 'lz4', 'scrypt', 'snappy'],
])

/** Names of modules that also hold harmless ones: `os.path.join` is not `os.system`. */
export const DANGEROUS_NAMES: ReadonlyMap<string, Capability> = new Map([
  ...members(
    'process',
    ['os', 'posix', 'nt'],
    [
      ...['system', 'popen', 'popen2', 'popen3', 'popen4', 'startfile', 'fork', 'forkpty', 'dup2'],
      ...['kill', 'killpg', 'posix_spawn', 'posix_spawnp', 'abort', '_exit', 'setuid', 'setgid'],
      ...['execl', 'execle', 'execlp', 'execlpe', 'execv', 'execve', 'execvp', 'execvpe'],
      ...['spawnl', 'spawnle', 'spawnlp', 'spawnlpe', 'spawnv', 'spawnve', 'spawnvp', 'spawnvpe'],
    ],
  ),
  ...members(
    'file',
    ['os', 'posix', 'nt'],
    [
      ...['open', 'fdopen', 'read', 'write', 'remove', 'unlink', 'rename', 'renames', 'replace'],
      ...['rmdir', 'removedirs', 'mkdir', 'makedirs', 'mkfifo', 'link', 'symlink', 'truncate'],
      ...['chmod', 'lchmod', 'fchmod', 'chown', 'listdir', 'scandir', 'walk', 'chroot', 'mknod'],
    ],
  ),
  ...members(
    'environment',
    ['os', 'posix', 'nt'],
    [...['environ', 'environb', 'getenv', 'getenvb', 'putenv', 'unsetenv']],
  ),
  ...members(
    'dynamic',
    ['sys'],
    [
      ...['modules', 'meta_path', 'path_hooks', '_getframe', 'settrace', 'setprofile'],
      ...['addaudithook', 'call_tracing', '_current_frames', 'breakpointhook'],
    ],
  ),
  ...members(
    'dynamic',
    ['builtins', '__builtin__', '__builtins__'],
    [
      ...['exec', 'eval', 'compile', '__import__', 'globals', 'locals', 'vars', 'dir', 'execfile'],
      ...['reload', 'breakpoint', 'apply'],
    ],
  ),
  ...members(
    'pivot',
    ['builtins', '__builtin__', '__builtins__'],
    [...['getattr', 'setattr', 'delattr']],
  ),
  ...members(
    'file',
    ['builtins', '__builtin__', '__builtins__', 'io', '_io'],
    [...['open', 'file', 'FileIO', 'open_code', 'OpenWrapper']],
  ),
  ...members(
    'process',
    ['os', 'posix', 'nt'],
    [
      ...[
        '_execvpe',
        '_spawnvef',
        '_exec',
        'register_at_fork',
        'pidfd_open',
        'setreuid',
        'setregid',
      ],
      ...['setns', 'unshare', 'ptrace', 'initgroups', 'seteuid', 'setegid', 'nice'],
    ],
  ),
  ...members(
    'file',
    ['os', 'posix', 'nt'],
    [
      ...['pread', 'pwrite', 'sendfile', 'copy_file_range', 'utime', 'lchown', 'fchown', 'fwalk'],
      ...['removexattr', 'setxattr', 'memfd_create', 'readlink', 'chdir', 'fchdir', 'pipe'],
    ],
  ),
  ...members('review', ['builtins', '__builtin__'], ['input', 'exit', 'quit', 'help', 'raw_input']),
  ...members('dynamic', ['types'], ['CodeType', 'FunctionType', 'LambdaType', 'ModuleType']),
  ...members('pivot', ['operator', '_operator'], ['attrgetter', 'methodcaller']),
  ...members('review', ['functools'], ['reduce']),
  ...members('loader', ['hub', 'tensorflow_hub'], ['load', 'KerasLayer', 'Module', 'resolve']),
  ...members('process', ['platform'], ['popen', '_syscmd_ver', '_syscmd_file', '_syscmd_uname']),
  ...members('process', ['uuid'], ['_popen', '_get_command_stdout', '_find_mac']),
  ...members('process', ['concurrent.futures'], ['ProcessPoolExecutor', 'process']),
  ...members(
    'process',
    ['signal'],
    ['signal', 'setitimer', 'alarm', 'raise_signal', 'pthread_kill'],
  ),
  ...members(
    'process',
    ['asyncio'],
    [...['create_subprocess_exec', 'create_subprocess_shell', 'subprocess', 'base_subprocess']],
  ),
  ...members(
    'network',
    ['asyncio'],
    [
      ...[
        'open_connection',
        'start_server',
        'open_unix_connection',
        'start_unix_server',
        'streams',
      ],
    ],
  ),
  ...members(
    'dynamic',
    ['torch'],
    [
      ...[
        'load',
        'hub',
        'package',
        'jit',
        'serialization',
        'storage._load_from_bytes',
        '_inductor',
      ],
      ...['_dynamo', 'compile', 'fx.experimental', 'utils._config_module', 'utils.data.datapipes'],
    ],
  ),
  ...members('process', ['torch'], ['utils.collect_env', 'utils.bottleneck', 'multiprocessing']),
  ...members(
    'native',
    ['torch'],
    ['ops.load_library', 'classes.load_library', 'utils.cpp_extension'],
  ),
  ...members('network', ['torch'], ['distributed']),
  ...members('file', ['torch'], ['save']),
  ...members('dynamic', ['joblib'], ['load']),
  ...members('process', ['joblib'], ['Parallel', 'externals']),
  ...members('dynamic', ['pandas'], ['read_pickle', 'eval', 'io.pickle', 'compat.pickle_compat']),
  ...members(
    'file',
    ['pandas'],
    [...['ExcelWriter', 'HDFStore', 'to_pickle', 'io.common', 'io.sql']],
  ),
  ...members(
    'reading',
    ['pandas'],
    [
      ...[
        'read_csv',
        'read_json',
        'read_table',
        'read_excel',
        'read_html',
        'read_parquet',
        'read_xml',
      ],
      ...['read_hdf', 'read_feather', 'read_sql', 'read_fwf', 'read_orc', 'read_stata', 'read_sas'],
    ],
  ),
  ...members('dynamic', ['sympy'], ['sympify', 'parse_expr', 'parsing', 'lambdify', 'S']),
  ...members('review', ['string'], ['Formatter', 'Template']),
  ...members('dynamic', ['typing'], ['get_type_hints', 'ForwardRef']),
  ...members('dynamic', ['pydoc'], ['locate', 'safeimport', 'pipepager', 'tempfilepager']),
  ...members('file', ['logging'], ['FileHandler', 'handlers']),
  ...members('dynamic', ['logging'], ['config']),
  ...members('dynamic', ['mlflow'], ['projects', 'pyfunc', 'load_model']),
  ...members('dynamic', ['skops', 'skops.io'], ['load', 'loads']),
  ...members('dynamic', ['yaml'], ['load', 'load_all', 'unsafe_load', 'full_load', 'Loader']),
  ...members(
    'file',
    ['pathlib', 'Path', 'pathlib.Path', 'pathlib.PosixPath', 'pathlib.WindowsPath'],
    [...['write_text', 'write_bytes', 'unlink', 'rename', 'chmod', 'rmdir', 'symlink_to', 'touch']],
  ),
])

/** Built-in functions, which need no import, by their bare names. */
export const DANGEROUS_BUILTINS: ReadonlyMap<string, Capability> = new Map([
  ...all('dynamic', [
    ...['exec', 'eval', 'compile', '__import__', 'globals', 'locals', 'vars', 'dir', 'execfile'],
    ...['reload', 'breakpoint', '__builtins__', '__loader__', '__spec__'],
  ]),
  ...all('process', ['get_ipython']),
  ...all('file', ['open', 'file']),
  ...all('pivot', ['getattr', 'setattr', 'delattr']),
  ...all('review', ['input', 'raw_input', 'exit', 'quit']),
])

/** Attributes through which any object leads to the interpreter. */
export const DANGEROUS_ATTRIBUTES: ReadonlyMap<string, Capability> = new Map([
  ...all('pivot', [
    ...['__subclasses__', '__globals__', '__builtins__', '__mro__', '__bases__', '__base__'],
    ...['__getattribute__', '__reduce__', '__reduce_ex__', '__code__', '__closure__', '__loader__'],
    ...['__import__', '__dict__', 'f_globals', 'f_locals', 'f_back', 'f_builtins', 'gi_frame'],
    ...['tb_frame', 'cr_frame', 'func_globals', 'func_code', '__init_subclass__', '__self__'],
    ...['mro', 'gi_code', 'cr_code', 'ag_frame', 'ag_code', 'tb_next', '__kwdefaults__'],
    ...['attrgetter', 'methodcaller', '__setstate__', '__subclasshook__'],
  ]),
  ...all('process', [
    ...['system', 'popen', 'Popen', 'check_output', 'check_call', 'getoutput', 'getstatusoutput'],
    ...['execv', 'execve', 'execvp', 'execl', 'spawnv', 'spawnl', 'posix_spawn', 'startfile'],
    ...['dup2', 'exec_command', 'run_line_magic', 'run_cell', 'run_cell_magic', 'forkpty'],
    ...[
      'create_subprocess_shell',
      'create_subprocess_exec',
      'spawnv_passfds',
      'execvpe',
      'spawnlp',
    ],
  ]),
  ...all('dynamic', [
    ...['read_pickle', 'func_load', 'load_module', 'exec_module', 'import_module', 'run_path'],
    ...['run_module', 'load_source', 'load_compiled', 'runsource', 'runcode', 'find_spec'],
  ]),
  ...all('native', ['CDLL', 'WinDLL', 'windll', 'cdll', 'PyDLL', 'LoadLibrary']),
  ...all('file', [
    ...['tofile', 'write_text', 'write_bytes', 'to_pickle', 'save_weights', 'rmtree', 'copyfile'],
    ...[
      'copytree',
      'extractall',
      'NamedTemporaryFile',
      'mkstemp',
      'mkdtemp',
      'to_csv',
      'symlink_to',
    ],
  ]),
  ...all('reading', ['read_text', 'read_bytes']),
  ...all('network', [
    ...['urlopen', 'urlretrieve', 'create_connection', 'HTTPConnection', 'HTTPSConnection'],
    ...['ClientSession', 'open_connection', 'sendmail', 'getaddrinfo', 'gethostbyname'],
  ]),
  ...all('decoding', ['b64decode', 'b32decode', 'a85decode', 'b85decode', 'unhexlify']),
])

/** Modules that are reached as an attribute of something trusted count as if they were imported. */
export const HIDDEN_MODULES: ReadonlySet<string> = new Set([
  ...['os', 'sys', 'posix', 'nt', 'subprocess', 'shutil', 'socket', 'builtins', 'importlib'],
  ...['ctypes', 'marshal', 'pickle', 'urllib', 'tempfile', 'pty', 'multiprocessing', 'requests'],
  ...['inspect', 'runpy', 'base64', 'zlib', 'codecs', 'binascii', '_posixsubprocess', '_winapi'],
  ...['_socket', '_ctypes', '_pickle', 'cPickle', 'dill', 'cloudpickle', 'pkgutil', 'zipimport'],
  ...['ftplib', 'smtplib', 'telnetlib', 'http', 'lzma', 'bz2', 'gzip', '__builtin__', 'platform'],
])

/** Modules that are usual in programs and have no part in a layer's computation: any name of theirs is for review. */
export const REVIEWED_MODULES: ReadonlySet<string> = new Set([
  ...['time', 'datetime', 'random', 'logging', 'json', 'pathlib', 'warnings', 'uuid', 'platform'],
  ...['threading', '_thread', 'concurrent', 'asyncio', 'atexit', 'signal', 'select', 'selectors'],
  ...['queue', 'sched', 'site', 'unittest', 'io', '_io', 'resource', 'faulthandler', 'weakref'],
  ...[
    'syslog',
    'ast',
    'dis',
    'tokenize',
    'traceback',
    'locale',
    'getopt',
    'argparse',
    'tracemalloc',
  ],
])

/** Names under which people import modules, and under which Keras holds some. */
export const ALIASES: ReadonlyMap<string, string> = new Map([
  ['pd', 'pandas'],
  ['th', 'torch'],
  ['python_types', 'types'],
  ['mp', 'multiprocessing'],
])

/** Modules that only compute: importing one is nothing to look at. */
export const ORDINARY_MODULES: ReadonlySet<string> = new Set([
  ...['cmath', 'itertools', 'functools', 'operator', 'collections', 'string', 're'],
  ...['typing', 'types', 'numbers', 'fractions', 'decimal', 'statistics', 'copy', 'enum', 'abc'],
  ...['dataclasses', 'contextlib', '__future__', 'six', 'typing_extensions', 'struct', 'array'],
])

/** Names of the modules in the table above that tell nothing and reach nothing. */
export const ORDINARY_NAMES: ReadonlySet<string> = new Set([
  ...['os.path', 'os.sep', 'os.name', 'os.linesep', 'os.cpu_count', 'os.getcwd', 'os.fspath'],
  ...['sys.maxsize', 'sys.version', 'sys.version_info', 'sys.stdout', 'sys.stderr', 'sys.platform'],
  ...['sys.float_info', 'sys.byteorder'],
])

/** Built-in names that code uses without importing them, and that only compute. */
export const ORDINARY_BUILTINS: ReadonlySet<string> = new Set([
  ...['abs', 'all', 'any', 'bool', 'bytearray', 'bytes', 'callable', 'chr', 'classmethod'],
  ...['complex', 'dict', 'divmod', 'enumerate', 'filter', 'float', 'format', 'frozenset'],
  ...['hasattr', 'hash', 'hex', 'id', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list'],
  ...['long', 'map', 'max', 'memoryview', 'min', 'next', 'object', 'oct', 'ord', 'pow', 'print'],
  ...['property', 'range', 'repr', 'reversed', 'round', 'set', 'slice', 'sorted', 'staticmethod'],
  ...['str', 'sum', 'super', 'tuple', 'type', 'unichr', 'unicode', 'xrange', 'zip', 'basestring'],
  ...['Ellipsis', 'NotImplemented', 'None', 'True', 'False', '__name__', '__class__', '__debug__'],
  ...['BaseException', 'Exception', 'ArithmeticError', 'AssertionError', 'AttributeError'],
  ...['ImportError', 'IndexError', 'KeyError', 'NameError', 'NotImplementedError', 'OSError'],
  ...['RuntimeError', 'StopIteration', 'TypeError', 'ValueError', 'ZeroDivisionError'],
])

function all(capability: Capability, names: readonly string[]): [string, Capability][] {
  return names.map((name) => [name, capability])
}

function members(
  capability: Capability,
  modules: readonly string[],
  names: readonly string[],
): [string, Capability][] {
  return modules.flatMap((module) =>
    all(
      capability,
      names.map((name) => `${module}.${name}`),
    ),
  )
}
