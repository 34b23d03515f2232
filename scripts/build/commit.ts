import { spawnSync } from 'node:child_process'

const NAME = /^[0-9a-f]{40}$/

/** The commit of the files that are built: its hash, with "+" when tracked files differ from it; '' outside of git. */
export function builtCommit(): string {
  const commit = git(['rev-parse', 'HEAD'])
  if (!NAME.test(commit)) return ''
  return git(['status', '--porcelain', '--untracked-files=no']) === '' ? commit : `${commit}+`
}

function git(args: readonly string[]): string {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : ''
}
