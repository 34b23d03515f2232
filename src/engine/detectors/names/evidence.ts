// What in a text tells what code is for: the strings of threats that were seen in the wild.

export type EvidenceKind = 'command' | 'address' | 'path' | 'secret' | 'code'

export interface Evidence {
  readonly kind: EvidenceKind
  /** The piece of the text that says so. */
  readonly text: string
}

// Each runs in time linear in the text: no repeat stands inside a repeat.
const PATTERNS: readonly (readonly [EvidenceKind, RegExp])[] = [
  ['address', /\b(?:https?|ftp|wss?|gs|s3|hdfs|tcp|udp):\/\/[^\s'"\\<>]{1,200}/i],
  ['path', /\bfile:\/\/[^\s'"\\<>]{1,200}/i],
  ['address', /\b(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}\b(?!\.\d)/],
  ['address', /\b[a-z0-9-]{1,63}\.(?:onion|oast\.(?:fun|pro|live|site|online|me)|ngrok\.io)\b/i],
  [
    'address',
    /\b(?:webhook\.site|oastify\.com|interact\.sh|burpcollaborator\.net|pipedream\.net)\b/,
  ],
  ['command', /\/dev\/(?:tcp|udp)\/|\b(?:ba|z|da|k)?sh -[ic]\b|\/bin\/(?:ba|z|da)?sh\b/],
  ['command', /\b(?:curl|wget) +(?:-|http|ftp|["'$/@])/],
  ['command', /\bn(?:c|cat) .{0,60}-[a-z]{0,3}e\b|\bmkfifo \//],
  ['command', /\bpowershell\b|\bcmd(?:\.exe)? \/c\b|\bcertutil\b|\bmshta\b|\brundll32\b/i],
  [
    'command',
    /\brm -[a-z]{0,3}[rf]|\bchmod [+0-7]|\bcrontab\b|\bLD_PRELOAD\b|\bnohup \b|\bsudo \b/,
  ],
  ['command', /\bpython[23]? -c\b|\bstratum\+tcp|\bxmrig\b|\bUser-Agent\b/],
  [
    'path',
    /(?<![\w.])\/(?:etc|root|var|usr|lib|boot|dev|proc|sys|home|opt|tmp|Users)\/[^\s'"]{1,200}/,
  ],
  ['path', /\/\.(?:ssh|aws|kube|docker|gnupg|config)\/|\bauthorized_keys\b|\bid_(?:rsa|ed25519)\b/],
  ['path', /\.(?:bashrc|bash_profile|zshrc|profile|netrc|git-credentials|pypirc)\b|site-packages/],
  [
    'path',
    /\b[A-Z]:\\{1,2}(?:Windows|Users|ProgramData)\b|\\Start Menu\\|^['"]?\\\\\\\\[\w.-]+\\/i,
  ],
  ['secret', /\b(?:AWS_[A-Z_]+|HF_TOKEN|HUGGING_FACE_HUB_TOKEN|GITHUB_TOKEN|OPENAI_API_KEY)\b/],
  [
    'code',
    /\b(?:exec|eval|compile|__import__|b64decode|decompress)\(|\bimport (?:os|sys|socket)\b/,
  ],
  [
    'code',
    /\b(?:os\.(?:system|popen|exec|spawn)|subprocess|Popen|pty\.spawn|socket\.socket|__import__)\b/,
  ],
  ['code', /__(?:subclasses|globals|builtins|import)__/],
]

/** Programs whose bare name is a whole command: looked for only where a process is started. */
const PROGRAMS: ReadonlySet<string> = new Set([
  ...['bash', 'calc', 'calc.exe', 'cat', 'cmd', 'cmd.exe', 'cp', 'curl', 'dir', 'echo', 'env'],
  ...['gnome-calculator', 'hostname', 'id', 'ifconfig', 'ipconfig', 'kill', 'ls', 'mv', 'nc'],
  ...['ncat', 'netcat', 'notepad', 'notepad.exe', 'open', 'ping', 'powershell', 'ps', 'pwd'],
  ...['python', 'python3', 'reboot', 'rm', 'sh', 'shutdown', 'ssh', 'touch', 'uname', 'wget'],
  ...['whoami', 'xcalc', 'xterm', 'zsh'],
])

/** Everything in `text` that tells an intent, one of each pattern at the most. */
export function evidenceIn(text: string): readonly Evidence[] {
  return PATTERNS.flatMap(([kind, pattern]) => {
    const found = pattern.exec(text)
    return found === null ? [] : [{ kind, text: found[0].trim() }]
  })
}

/** The first text in the `repr` of a constant that is a command by its first word; null when none is. */
export function programIn(literal: string): string | null {
  for (const [, text = ''] of literal.matchAll(/['"]([^'"\\\s]{1,40})[^'"]*['"]/g))
    if (PROGRAMS.has(text)) return text
  return null
}

/** Runs of at least 200 characters that could be base64 or hexadecimal. */
export function isEncodedBlob(text: string): boolean {
  return /[A-Za-z0-9+/_-]{200}/.test(text)
}
