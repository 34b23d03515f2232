/** A colour of the theme, for what is drawn and not styled. */
export function themeColour(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name)
}
