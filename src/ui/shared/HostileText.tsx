import { classes } from './classes.ts'
import { escapeText, shorten, toPieces } from '../../engine/model/escapeText.ts'
import styles from './HostileText.module.css'

interface Props {
  /** As it stands in the file. */
  readonly text: string
  /** Characters to show; what is longer is shortened in the middle. */
  readonly most?: number
  readonly mono?: boolean
}

/**
 * Text from a file. What would not show, or would move other text, is escaped visibly; what is too long is shortened
 * in the middle, with the whole on hover and in the copy (`copyWhole`).
 */
export function HostileText({ text, most = 120, mono = false }: Props) {
  const shown = shorten(text, most)
  const isShort = shown !== text
  const isPlain = escapeText(shown) === shown
  return (
    <bdi
      className={classes(mono && styles.mono)}
      title={isShort ? escapeText(shorten(text, 4_000)) : undefined}
      data-whole={isShort ? escapeText(text) : undefined}
    >
      {isPlain
        ? shown
        : toPieces(shown).map((piece, at) =>
            piece.isEscape ? (
              <span key={at} className={styles.escape}>
                {piece.text}
              </span>
            ) : (
              piece.text
            ),
          )}
    </bdi>
  )
}
