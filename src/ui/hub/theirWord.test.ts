import { expect, test } from 'vitest'
import type { HubScan } from '../../worker/client.ts'
import { scansText, standingOf } from './theirWord.ts'

function said(...statuses: readonly HubScan['status'][]): readonly HubScan[] {
  return statuses.map((status) => ({ scanner: 'ClamAV', status, message: '' }))
}

test.each([
  ['clean', said('safe', 'unsafe'), 'they-see-more'],
  ['benign-code', said('caution'), 'they-see-more'],
  ['not-analysed', said('suspicious'), 'they-see-more'],
  ['suspicious', said('safe', 'unscanned'), 'here-sees-more'],
  ['malicious', said('safe'), 'here-sees-more'],
  ['malicious', said('unsafe', 'safe'), 'alike'],
  ['malicious', said('unscanned', 'queued', 'error'), 'alike'],
  ['clean', said('safe'), 'alike'],
  ['clean', said(), 'alike'],
] as const)('%s here beside what the scanners say', (verdict, scans, standing) => {
  expect(standingOf(scans, verdict)).toBe(standing)
})

test('each scanner is named with what it says', () => {
  expect(scansText(said('safe', 'queued'))).toBe('ClamAV safe, ClamAV queued')
})
