import { expect, test } from 'vitest'
import { walletIn } from './wallets.ts'

// The address to which donations for Monero go, as its project publishes it.
const MONERO =
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A'

test('addresses of Monero are told by their checksum', () => {
  expect(walletIn(MONERO)).toBe(MONERO)
  expect(walletIn(MONERO.replace('SqSs', 'SqSt'))).toBeNull()
  expect(walletIn(`4${'z'.repeat(94)}`)).toBeNull()
})

test('every change of one character is found', () => {
  for (const address of [
    '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  ]) {
    expect(walletIn(address)).toBe(address)
    for (let at = 4; at < address.length; at += 1) {
      const other = address[at] === '2' ? '3' : '2'
      expect(walletIn(address.slice(0, at) + other + address.slice(at + 1))).toBeNull()
    }
  }
})
