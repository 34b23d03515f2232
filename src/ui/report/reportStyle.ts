/** The style of the page to hand on: it stands alone, so its colours are written out. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --tone: #545b66; --soft: #eceef1; --line: #80868f; }
@media (prefers-color-scheme: dark) { :root { --tone: #a2aab5; --soft: #22262c; --line: #737b86; } }
.critical { --tone: light-dark(#b3152b, #ff8088); }
.high { --tone: light-dark(#a8420a, #ff9c66); }
.medium { --tone: light-dark(#7a5600, #e8bd4a); }
.low { --tone: light-dark(#2c5e8c, #85bdf0); }
.ok { --tone: light-dark(#1d6b34, #71cb8b); }
.code { --tone: light-dark(#6d28c9, #bd97f7); }
body { max-width: 1040px; margin: 0 auto; padding: 24px; font: 13px/20px system-ui, sans-serif; overflow-wrap: anywhere; }
header, article { padding: 8px 16px; border-left: 4px solid var(--tone); background: var(--soft); }
header h1 { margin: 0; color: var(--tone); font-size: 20px; line-height: 28px; text-transform: uppercase; }
header p { margin: 0; font-weight: 600; }
article { margin: 8px 0; background: none; border-left-width: 2px; }
h2 { margin: 24px 0 8px; font-size: 16px; }
h3, h4 { margin: 0; font-size: 13px; }
.severity { color: var(--tone); }
p { margin: 4px 0; }
table { margin-top: 16px; border-collapse: collapse; }
th, dt { color: light-dark(#545b66, #a2aab5); font-weight: 400; text-align: left; }
th, td { padding: 0; vertical-align: top; }
th { padding-right: 24px; white-space: nowrap; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 16px; margin: 4px 0; }
dd { grid-column: 2; margin: 0; }
pre, code { font: 12.5px/20px ui-monospace, monospace; }
pre { margin: 4px 0; padding: 8px 12px; border: 1px solid var(--line); white-space: pre-wrap; }
footer { margin-top: 24px; color: light-dark(#545b66, #a2aab5); }
`
