/** Where a path or address leads: `inside` the folder of the model, or how far out of it. */
export type WhereTo =
  /** A relative path below the model's own folder. */
  | 'inside'
  /** An absolute path to where authors keep their files. */
  | 'absolute'
  /** A path of the system, of secrets, or of programs. */
  | 'system'
  /** Further up, by `..`. */
  | 'above'
  /** An address, or another machine: `https://…`, `\\host\share`. */
  | 'elsewhere'

const ADDRESS = /^[a-z][a-z0-9+.-]{1,20}:\/\//i
const SHARE = /^[\\/]{2}[^\\/]/
const ABSOLUTE = /^[\\/~]|^[a-z]:/i

/** Folders of the system, as the paths of the threat catalogue's list begin. */
const SYSTEM =
  /^\/(etc|root|var|usr|lib|lib64|boot|dev|proc|sys|bin|sbin|run)(\/|$)|^[a-z]:\/(windows|programdata)(\/|$)/i
/** Files that hold secrets or are run, wherever they lie. */
const SECRET =
  /(^|\/)\.(ssh|aws|kube|gnupg|docker|config|netrc|git-credentials|bashrc|bash_profile|profile|zshrc|pypirc)(\/|$)|(^|\/)(authorized_keys|id_rsa|id_ed25519|site-packages)(\/|$)|\.(py|so|dll|exe|sh|pem|key)$/i

/** Tells where a loader that follows `target` comes to. */
export function whereTo(target: string): WhereTo {
  const path = target.trim()
  const isFile = /^file:/i.test(path)
  if ((ADDRESS.test(path) && !isFile) || SHARE.test(path)) return 'elsewhere'
  const local = path.replace(/^file:\/*/i, '/').replaceAll('\\', '/')
  if (SYSTEM.test(local) || SECRET.test(local)) return 'system'
  if (local.split('/').includes('..')) return 'above'
  if (isFile || ABSOLUTE.test(path)) return 'absolute'
  return 'inside'
}
