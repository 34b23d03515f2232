import { expect, test } from 'vitest'
import { saysHarm } from './saysHarm.ts'

test.each(['MaliciousModel', '__torch__.MaliciousLayer', 'Custom>evil_layer', 'Backdoor2', 'Pwn'])(
  '%s calls itself malicious',
  (name) => expect(saysHarm(name)).toBe(true),
)

test.each(['Model', 'DevilNet', 'medieval', 'ExploitationPolicy', 'my.evil.package.Dense', ''])(
  '%j does not',
  (name) => expect(saysHarm(name)).toBe(false),
)
