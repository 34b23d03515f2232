// The headers of Lambdascope for CloudFront: a function of the event "viewer response", runtime cloudfront-js-2.0.
const MAIN = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' https://huggingface.co https://hf.co https://*.hf.co; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const OTHERS = {
  "local.html": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "local": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "anywhere.html": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' https:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "anywhere": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' https:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "service-worker.js": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
const HEADERS = {
  "strict-transport-security": {
    "value": "max-age=31536000"
  },
  "x-content-type-options": {
    "value": "nosniff"
  },
  "x-frame-options": {
    "value": "DENY"
  },
  "referrer-policy": {
    "value": "no-referrer"
  },
  "cross-origin-opener-policy": {
    "value": "same-origin"
  },
  "cross-origin-resource-policy": {
    "value": "same-origin"
  },
  "permissions-policy": {
    "value": "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
  }
}

function handler(event) {
  const response = event.response
  const uri = event.request.uri
  const name = uri.slice(uri.lastIndexOf('/') + 1)
  const isKept = uri.indexOf('/assets/') >= 0
  response.headers = Object.assign({}, response.headers, HEADERS, {
    'content-security-policy': { value: OTHERS[name] || MAIN },
    'cache-control': { value: isKept ? 'public, max-age=31536000, immutable' : 'no-cache' },
  })
  return response
}
