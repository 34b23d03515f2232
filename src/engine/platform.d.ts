// The few globals that browsers, workers and Node share, and the engine may use. There is no DOM here.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: Uint8Array): string
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
