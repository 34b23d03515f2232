import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AddressError } from './HubAddress.ts'
import { parseAddress } from './parseAddress.ts'

const SHA = '0123456789abcdef0123456789abcdef01234567'

/** What is pasted, and what it means: `type id @revision path`. The forms are those of huggingface_hub's own tests. */
const PASTED: readonly (readonly [string, string])[] = [
  ['org/name', 'models org/name'],
  ['  "org/name"  ', 'models org/name'],
  ['gpt2', 'models gpt2'],
  ['https://huggingface.co/org/name', 'models org/name'],
  ['https://huggingface.co/org/name/', 'models org/name'],
  ['huggingface.co/org/name', 'models org/name'],
  ['hf.co/org/name', 'models org/name'],
  ['https://huggingface.co/gpt2', 'models gpt2'],
  ['https://huggingface.co/gpt2/tree/main', 'models gpt2 @main'],
  ['https://huggingface.co/org/name/tree/main', 'models org/name @main'],
  ['https://huggingface.co/org/name/tree/main/sub/dir', 'models org/name @main folder sub/dir'],
  ['https://huggingface.co/org/name/blob/main/m.h5', 'models org/name @main file m.h5'],
  ['https://huggingface.co/org/name/raw/v1/m.h5', 'models org/name @v1 file m.h5'],
  ['https://huggingface.co/org/name/blame/v1/a/m.h5', 'models org/name @v1 file a/m.h5'],
  [
    `https://huggingface.co/org/name/resolve/${SHA}/m.h5?download=true`,
    `models org/name @${SHA} file m.h5`,
  ],
  [
    'https://huggingface.co/org/name/blob/refs%2Fpr%2F3/m.h5',
    'models org/name @refs/pr/3 file m.h5',
  ],
  ['https://huggingface.co/org/name/blob/refs/pr/3/m.h5', 'models org/name @refs/pr/3 file m.h5'],
  ['https://huggingface.co/org/name/blob/main/a%20b.h5', 'models org/name @main file a b.h5'],
  ['https://huggingface.co/org/name?show_file_info=m.h5', 'models org/name @main file m.h5'],
  ['https://huggingface.co/org/name/discussions/7', 'models org/name @refs/pr/7'],
  [`https://huggingface.co/org/name/commit/${SHA}`, `models org/name @${SHA}`],
  ['https://huggingface.co/org/name/commits/main', 'models org/name @main'],
  ['https://huggingface.co/datasets/org/name/blob/main/m.h5', 'datasets org/name @main file m.h5'],
  ['https://huggingface.co/spaces/org/name', 'spaces org/name'],
  ['https://huggingface.co/org/name.git', 'models org/name'],
  ['git clone https://huggingface.co/org/name', 'models org/name'],
  ['git@hf.co:org/name', 'models org/name'],
  ['git@hf.co:org/name.git', 'models org/name'],
  ['https://huggingface.co/api/models/org/name', 'models org/name'],
  [`https://huggingface.co/api/models/org/name/revision/v2`, 'models org/name @v2'],
  [
    `https://huggingface.co/api/resolve-cache/models/org/name/${SHA}/a/m.h5`,
    `models org/name @${SHA} file a/m.h5`,
  ],
  ['hf://org/name', 'models org/name'],
  ['hf://models/org/name', 'models org/name'],
  ['hf://datasets/org/name@v1/m.h5', 'datasets org/name @v1 unknown m.h5'],
  ['hf://org/name@refs/pr/3/a/m.h5', 'models org/name @refs/pr/3 unknown a/m.h5'],
  ['hf://org/name@my%2Fbranch/m.h5', 'models org/name @my/branch unknown m.h5'],
  ['hf://org/name/a@b.h5', 'models org/name unknown a@b.h5'],
  ['AutoModel.from_pretrained("org/name")', 'models org/name'],
  ["from_pretrained('org/name', revision='v1')", 'models org/name @v1'],
  [
    'hf_hub_download(repo_id="org/name", filename="a/m.h5", revision="v1")',
    'models org/name @v1 file a/m.h5',
  ],
  ['hf_hub_download("org/name", "m.h5")', 'models org/name file m.h5'],
  ['hf download org/name m.h5', 'models org/name file m.h5'],
  ['huggingface-cli download org/name m.h5 --revision v1', 'models org/name @v1 file m.h5'],
]

test.each(PASTED)('%s is understood', (given, meaning) => {
  const { repo, revision, path, pathKind } = parseAddress(given)
  const at = revision === null ? '' : ` @${revision}`
  const where = path === null ? '' : ` ${pathKind} ${path}`
  expect(`${repo.type} ${repo.id}${at}${where}`).toBe(meaning)
})

const REFUSED: readonly (readonly [string, string])[] = [
  ['', 'There is nothing to open'],
  ['model.h5', 'neither an address'],
  ['https://example.com/org/name', '“example.com” is not the Hugging Face Hub'],
  ['https://huggingface.co.evil.test/org/name', 'is not the Hugging Face Hub'],
  ['https://huggingface.co/', 'names no repository'],
  ['https://huggingface.co/docs/hub', 'is a page of the Hub'],
  ['https://huggingface.co/org/name/settings', 'is a page of a repository'],
  ['https://huggingface.co/org//name', 'an empty part'],
  ['https://huggingface.co/org/a--b', 'is no name'],
  ['https://huggingface.co/org/name/blob/main/%2e%2e/x', 'leads out'],
  ['https://huggingface.co/org/name/blob/main/a/%2E%2E%2Fx', 'leads out'],
  ['https://huggingface.co/org/name/blob/main', 'names no file'],
  ['https://user:pass@huggingface.co/org/name', 'without'],
  ['hf://dataset/org/name', 'wants the plural'],
  ['hf://buckets/org/name', 'holds no models'],
  ['hf://org', 'wants an owner'],
  ['https://huggingface.co/org/name/blob/main/%zz', 'broken %-escape'],
  ['from_pretrained(path)', 'names no'],
]

test.each(REFUSED)('%s is refused with a reason', (given, reason) => {
  expect(() => parseAddress(given)).toThrow(reason)
  expect(() => parseAddress(given)).toThrow(AddressError)
})

test('whatever is pasted is understood or refused, and no path leads out of its repository', () => {
  const pieces = fc.constantFrom(
    'hf://',
    'https://huggingface.co/',
    '/',
    '@',
    'refs',
    '..',
    '%2F',
    '%',
    'a',
    '"',
    'org/name',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (parts) => {
      try {
        const { path } = parseAddress(parts.join(''))
        expect((path ?? '').split('/')).not.toContain('..')
      } catch (error) {
        expect(error).toBeInstanceOf(AddressError)
      }
    }),
    { numRuns: 2_000 },
  )
})
