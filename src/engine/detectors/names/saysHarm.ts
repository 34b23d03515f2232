const HARM: ReadonlySet<string> = new Set([
  ...['malicious', 'malware', 'evil', 'backdoor', 'exploit', 'trojan', 'ransomware', 'keylogger'],
  ...['shellcode', 'revshell', 'pwn', 'pwned', 'rootkit', 'infostealer'],
])
const MAX_NAME = 500 // characters that are looked at

/**
 * Whether a class calls itself malicious: `MaliciousModel`, `evil_layer`. No author of an ordinary model does; that a
 * name says nothing of the kind means nothing.
 */
export function saysHarm(name: string): boolean {
  const last = name.slice(-MAX_NAME).split(/[.>]/).at(-1) ?? ''
  const words = last
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]/)
  return words.some((word) => HARM.has(word))
}
