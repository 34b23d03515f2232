// What a path or address tells of an operation that uses it.

/** Where a path leads. `system`: to files that run or set up programs. `secret`: to credentials and the like. */
export type PathKind = 'plain' | 'system' | 'secret' | 'remote'

const REMOTE = /^(?:https?|ftp|gs|s3|hdfs|webhdfs|viewfs|abfss?|wasbs?):\/\//i

const SECRET: readonly RegExp[] = [
  /(?:^|[/\\])\.(?:ssh|aws|kube|gnupg|docker|git-credentials|netrc|pypirc|bash_history)(?:$|[/\\])/,
  /(?:^|[/\\])(?:authorized_keys|known_hosts|id_(?:rsa|dsa|ecdsa|ed25519))(?:\.pub)?$/,
  /(?:^|\/)(?:etc\/(?:passwd|shadow|sudoers|ssh)|proc\/|root\/)/,
  /(?:^|[/\\])(?:huggingface[/\\]token|credentials\.json|\.env)$/,
]

const SYSTEM: readonly RegExp[] = [
  /^(?:\/\/)?\/(?:etc|root|var|usr|lib|lib64|boot|dev|proc|sys|bin|sbin|opt)\//,
  /(?:^|[/\\])\.(?:bashrc|bash_profile|bash_login|zshrc|zshenv|profile|config)(?:$|[/\\])/,
  /(?:^|[/\\])(?:site-packages|dist-packages|cron\.d|crontab|autostart|LaunchAgents)(?:$|[/\\])/,
  /\.(?:py|pyc|pth|so|dll|dylib|sh|exe|bat|cmd|ps1|service|desktop)$/i,
  /^[A-Za-z]:\\Windows\\|\\Start Menu\\Programs\\Startup\\|^\\\\[^\\]+\\/i,
]

/** Tells where `path` leads, which may hold `…` for what is only known at run time. */
export function pathKind(path: string): PathKind {
  const local = path.replace(/^file:\/\//i, '')
  if (REMOTE.test(local)) return 'remote'
  if (SECRET.some((pattern) => pattern.test(local))) return 'secret'
  return SYSTEM.some((pattern) => pattern.test(local)) ? 'system' : 'plain'
}

/** Whether the path of an asset leads out of the folder of assets that it is joined to. */
export function climbsOut(path: string): boolean {
  return /^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|:\/\//.test(path)
}
