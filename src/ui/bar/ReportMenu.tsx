import { Download } from 'lucide-react'
import { useId, useRef } from 'react'
import styles from './ReportMenu.module.css'

export type ReportForm = 'json' | 'html'

interface Props {
  readonly disabled: boolean
  readonly onReport: (form: ReportForm) => void
}

const FORMS = [
  { form: 'json', title: 'Save as JSON', more: 'the whole report, for programs' },
  { form: 'html', title: 'Save as a page', more: 'one file without scripts, to hand on' },
] as const

/** A button with the forms in which the report can be saved. */
export function ReportMenu({ disabled, onReport }: Props) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  return (
    <>
      <button type="button" className={styles.button} popoverTarget={id} disabled={disabled}>
        <Download size={16} aria-hidden="true" /> Report
      </button>
      <div ref={menu} id={id} popover="auto" className={styles.menu}>
        {FORMS.map(({ form, title, more }) => (
          <button
            key={form}
            type="button"
            className={styles.form}
            onClick={() => {
              onReport(form)
              menu.current?.hidePopover()
            }}
          >
            {title}
            <span className={styles.more}>{more}</span>
          </button>
        ))}
      </div>
    </>
  )
}
