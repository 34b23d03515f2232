import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { classes } from './classes.ts'
import styles from './controls.module.css'

interface ButtonProps {
  readonly onClick: () => void
  readonly children: ReactNode
  readonly title?: string | undefined
  readonly strong?: boolean
  readonly disabled?: boolean
}

export function Button({
  onClick,
  children,
  title,
  strong = false,
  disabled = false,
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.button, strong && styles.strong)}
      onClick={onClick}
      title={title}
      disabled={disabled}
    >
      {children}
    </button>
  )
}

interface IconButtonProps {
  readonly icon: LucideIcon
  /** What it does: its name, and its tooltip. */
  readonly label: string
  /** A key that does the same. */
  readonly shortcut?: string
  readonly onClick: () => void
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly children?: ReactNode
}

/** An icon with a tooltip, and a word beside it when there are `children`. */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, shortcut, onClick, pressed, disabled = false, children } = props
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={label}
      aria-pressed={pressed}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      onClick={onClick}
      disabled={disabled}
    >
      <Icon size={16} aria-hidden="true" />
      {children}
    </button>
  )
}

interface CopyButtonProps {
  readonly text: string
  /** What it copies. */
  readonly label: string
  /** Beside the icon. */
  readonly words?: string
}

/** Copies a text, and says so. */
export function CopyButton({ text, label, words }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1_500)
  }
  return (
    <IconButton
      icon={copied ? Check : Copy}
      label={copied ? 'Copied' : label}
      onClick={() => void copy()}
    >
      {words !== undefined && (copied ? 'Copied' : words)}
    </IconButton>
  )
}
