import { expect, test } from 'vitest'
import { parseSource, toSourceText, withoutSecrets } from './LinkSource.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

test('a file of the Hub comes back from its text as it was', () => {
  for (const text of [
    `hf:models/org/name@${COMMIT}/model.h5`,
    `hf:models/gpt2@${COMMIT}/a folder/m@1#2?3.h5`,
  ]) {
    const source = parseSource(text)
    expect(source?.kind).toBe('hub')
    expect(source === null ? '' : toSourceText(source)).toBe(text)
  }
})

test('a branch, a path that leads upwards and a name that the Hub does not give are no places', () => {
  for (const text of [
    'hf:models/org/name@main/model.h5',
    `hf:models/org/name@${COMMIT}/`,
    `hf:models/org/name@${COMMIT}/../x`,
    `hf:models/org/name@${COMMIT}/a//b`,
    `hf:models/../name@${COMMIT}/m.h5`,
    `hf:models/a/b/c@${COMMIT}/m.h5`,
    `hf:models/org/<img>@${COMMIT}/m.h5`,
    `hf:datasets/org/name@${COMMIT}/m.h5`,
    `hf:models/org/name@${COMMIT.toUpperCase()}/m.h5`,
    'javascript:alert(1)',
    'data:text/html,x',
    'http://example.com/m.h5',
    '//example.com/m.h5',
    'https://',
    `https://example.com/${'x'.repeat(3_000)}`,
  ])
    expect(parseSource(text)).toBeNull()
})

test('an address loses what lets its bearer in, and keeps the rest', () => {
  expect(
    withoutSecrets(
      'https://me:secret@cdn.example.com/m.h5?X-Amz-Signature=1&x-amz-date=2&Sig=3&token=4&rev=5#6',
    ),
  ).toBe('https://cdn.example.com/m.h5?rev=5')
  expect(withoutSecrets('https://example.com/m.h5?Policy=a&Key-Pair-Id=b&Expires=1')).toBe(
    'https://example.com/m.h5',
  )
})
