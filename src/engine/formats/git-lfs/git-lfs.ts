// A Git LFS pointer, which stands where a large file should be. https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const MAX_BYTES = 1024 // the specification's own limit
const START = /^version https?:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\//

export const gitLfs: Format = {
  id: 'git-lfs',
  title: 'Git LFS pointer',
  explanation:
    'A few lines that stand for a large file in a Git repository: the model itself is not here',
  matches: ({ isFolder, head, main }) =>
    !isFolder && main.source.size < MAX_BYTES && START.test(new TextDecoder().decode(head)),
  *parts({ name, main, head }) {
    const text = new TextDecoder().decode(head)
    const sha256 = /^oid sha256:([0-9a-f]{64})\r?$/m.exec(text)?.[1] ?? 'unknown'
    const size = /^size (\d{1,16})\r?$/m.exec(text)?.[1] ?? 'an unknown number of'
    yield detailPart(`stands for ${size} bytes with SHA-256 ${sha256}`, main.at)
    const message = `${name} is a Git LFS pointer, not the model: fetch the file of ${size} bytes with SHA-256 ${sha256} (git lfs pull)`
    yield problemPart('absent', message, main.at)
  },
}
