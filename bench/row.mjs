// A line of a benchmark's table.

/** A measured time in ms against a limit: passing it prints `over`. */
export function timeRow(what, ms, limitMs) {
  return row(
    what,
    `${ms.toFixed(0)} ms`,
    `${limitMs} ms`,
    ms / limitMs,
    ms > limitMs ? 'over' : 'ok',
  )
}

/** A measured number of bytes against a limit: passing it breaks the run. */
export function bytesRow(what, bytes, limit) {
  return row(
    what,
    `${mebi(bytes)} MiB`,
    `${mebi(limit)} MiB`,
    bytes / limit,
    bytes > limit ? 'BROKEN' : 'ok',
  )
}

/** A count against a limit: passing it breaks the run. */
export function countRow(what, count, limit) {
  return row(what, String(count), String(limit), count / limit, count > limit ? 'BROKEN' : 'ok')
}

/** A measurement beside a peer's, in the same unit. */
export function peerRow(what, value, peer, unit) {
  return row(
    what,
    `${value.toFixed(2)} ${unit}`,
    `${peer.name} ${peer.value.toFixed(2)} ${unit}`,
    value / peer.value,
    '',
  )
}

export function plainRow(what, value) {
  return { what, value, against: '', ratio: '', verdict: '' }
}

function row(what, value, against, ratio, verdict) {
  return { what, value, against, ratio: ratio.toFixed(2), verdict }
}

function mebi(bytes) {
  return (bytes / 2 ** 20).toFixed(2)
}
