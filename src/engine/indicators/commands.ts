const LONGEST_LINE = 1_000 // characters of a line that is looked at
const MAX_LINES = 200
const LONGEST = 300 // characters of a command as it is told

/** Programs whose name is also a word or a library: they need arguments that look like arguments. */
const PROGRAMS: ReadonlySet<string> = new Set([
  ...[
    'bash',
    'sh',
    'zsh',
    'dash',
    'ksh',
    'cmd',
    'powershell',
    'pwsh',
    'curl',
    'wget',
    'nc',
    'ncat',
  ],
  ...['netcat', 'socat', 'certutil', 'mshta', 'rundll32', 'regsvr32', 'bitsadmin', 'wscript'],
  ...['cscript', 'schtasks', 'crontab', 'chmod', 'chown', 'nohup', 'sudo', 'ssh', 'scp', 'rsync'],
  ...['tftp', 'telnet', 'python', 'python2', 'python3', 'perl', 'ruby', 'php', 'node', 'base64'],
  ...[
    'openssl',
    'mkfifo',
    'nslookup',
    'dig',
    'ping',
    'cat',
    'rm',
    'cp',
    'mv',
    'ls',
    'touch',
    'echo',
  ],
  ...['kill', 'ps', 'uname', 'tar', 'docker', 'kubectl', 'apt-get', 'pip', 'pip3', 'systemctl'],
  ...['useradd', 'iptables', 'insmod', 'xterm', 'reg', 'net', 'wmic', 'sc', 'start', 'taskkill'],
])

/** Programs whose bare name is a command. */
const ALONE: ReadonlySet<string> = new Set([
  ...[
    'calc.exe',
    'cmd.exe',
    'powershell.exe',
    'notepad.exe',
    'whoami',
    'xcalc',
    'gnome-calculator',
  ],
  ...['ifconfig', 'ipconfig', 'systeminfo', 'tasklist'],
])

const MARKS = [
  ...[
    '/dev/tcp/',
    '/dev/udp/',
    '| sh',
    '|sh',
    '| bash',
    '|bash',
    '2>&1',
    ' && ',
    '; rm -',
    'bash -i',
  ],
  ...['-EncodedCommand', 'IEX(', 'DownloadString(', '$(curl', '`curl', '$(wget', ' -nop -w hidden'],
]

const ARGUMENT = /^[-/.$@&<>|~]|:\/\/|\/|^\d+$|[<>|&]/

/** The lines of `text` that a shell would take as commands. */
export function commandsIn(text: string): readonly string[] {
  const lines = text.length > LONGEST_LINE * MAX_LINES ? [] : text.split('\n', MAX_LINES)
  return lines.map((line) => line.trim()).filter(isCommand)
}

/** A command as it is told: its beginning, when it is very long. */
export function shownCommand(command: string): string {
  const line = command.trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

function isCommand(line: string): boolean {
  if (line === '' || line.length > LONGEST_LINE) return false
  if (MARKS.some((mark) => line.includes(mark))) return true
  const [first = '', ...rest] = line.split(/\s+/)
  const program = first.slice(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1)
  if (rest.length === 0) return ALONE.has(first)
  const bare = program.replace(/\.exe$/i, '')
  return PROGRAMS.has(bare) && rest.some((word) => ARGUMENT.test(word))
}
