// A self-signed certificate of X.509, RFC 5280, written anew at each start: no key lies in the repository.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export interface Certificate {
  /** PEM */
  readonly key: string
  /** PEM */
  readonly cert: string
  /** SHA-256 of its public key in base64, by which Chromium can be told to trust it. */
  readonly fingerprint: string
}

/** A certificate for `names`, for a day before and a month after now. */
export function createCertificate(names: readonly string[]): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' })
  const body = toBody(names, publicInfo)
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, ECDSA_SHA256, bitString(signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(publicInfo).digest('base64'),
  }
}

const DAY_MS = 86_400_000

function toBody(names: readonly string[], publicInfo: Buffer): Buffer {
  const commonName = sequence(objectId('550403'), tagged(0x0c, Buffer.from('Fake Hub')))
  const name = sequence(tagged(0x31, commonName))
  const alternatives = sequence(...names.map((each) => tagged(0x82, Buffer.from(each))))
  const alternativeNames = sequence(objectId('551d11'), tagged(0x04, alternatives))
  return sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    name,
    sequence(time(Date.now() - DAY_MS), time(Date.now() + 30 * DAY_MS)),
    name,
    publicInfo,
    tagged(0xa3, sequence(alternativeNames)),
  )
}

/** One value of DER: its tag, its length, its content. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  // As short as can be, as DER demands: one byte up to 255.
  const digits = length.toString(16).padStart(length < 256 ? 2 : 4, '0')
  const long = length < 128 ? [] : [...Buffer.from(digits, 'hex')]
  const lengthBytes = long.length === 0 ? [length] : [0x80 + long.length, ...long]
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content])
}

function sequence(...items: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(items))
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'))
}

function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), content]))
}

/** `YYMMDDHHMMSSZ` */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/\D/g, '').slice(2, 14)
  return tagged(0x17, Buffer.from(`${digits}Z`))
}

const ECDSA_SHA256 = sequence(objectId('2a8648ce3d040302'))
