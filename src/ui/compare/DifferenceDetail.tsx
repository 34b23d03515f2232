import { Columns2, Rows2 } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Report } from '../../engine/index.ts'
import type { Difference, Place, ValueChange } from '../../compare/Comparison.ts'
import { changeText, SECTION_WORDS } from '../../compare/comparisonText.ts'
import { Button, IconButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { Message } from '../shared/Message.tsx'
import { counted } from '../shared/quantities.ts'
import { textsOf, type TextPair } from './codeTexts.ts'
import styles from './compare.module.css'

/** Monaco is loaded with it, when code is first compared. */
const DiffViewer = lazy(async () => {
  const { DiffViewer: component } = await import('../shared/monaco/DiffViewer.tsx')
  return { default: component }
})

interface Props {
  readonly difference: Difference
  readonly reports: readonly [before: Report, after: Report]
  readonly onPlace: (side: 'before' | 'after', place: Place) => void
}

/** One difference: its values, its code line by line, and the ways into both models. */
export function DifferenceDetail({ difference, reports, onPlace }: Props) {
  const { section, name, values, leftOut, note, isSure, before, after } = difference
  const texts = useMemo(() => textsOf(difference, reports), [difference, reports])
  return (
    <section className={styles.detail} aria-label="Difference">
      <h2 className={styles.title}>
        {SECTION_WORDS[section][0]} {changeText(difference)}:{' '}
        {section === 'finding' ? (
          <Message text={name} most={400} />
        ) : (
          <HostileText text={name} most={200} />
        )}
      </h2>
      {note !== '' && (
        <p>
          <HostileText text={note} most={300} />
        </p>
      )}
      {!isSure && (
        <p className={styles.unsure}>
          The other side was not wholly examined: it may be there without having been seen.
        </p>
      )}
      <p className={styles.actions}>
        {before !== null && (
          <Button onClick={() => onPlace('before', before)}>Show it in before</Button>
        )}
        {after !== null && (
          <Button onClick={() => onPlace('after', after)}>Show it in after</Button>
        )}
      </p>
      {values.length > 0 && <Values values={values} leftOut={leftOut} />}
      {texts.length > 0 && <CodeDiff texts={texts} name={name} />}
    </section>
  )
}

function Values({ values, leftOut }: Pick<Difference, 'values' | 'leftOut'>) {
  return (
    <div className={styles.values} tabIndex={0} role="region" aria-label="Values that differ">
      <table>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <tr key={value.path}>
              <th scope="row">
                <HostileText text={value.path} most={80} mono />
              </th>
              <ValueCell text={value.before} />
              <ValueCell text={value.after} />
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut > 0 && <p>{counted(leftOut, 'more value')} differ; only the first are listed.</p>}
    </div>
  )
}

function ValueCell({ text }: { readonly text: ValueChange['before'] }) {
  return (
    <td>
      {text === null ? (
        <span className={styles.quiet}>none</span>
      ) : (
        <HostileText text={text} most={200} mono />
      )}
    </td>
  )
}

function CodeDiff({ texts, name }: { readonly texts: readonly TextPair[]; readonly name: string }) {
  const [title, setTitle] = useState(texts[0]?.title ?? '')
  const [isInline, setInline] = useState(false)
  const shown = texts.find((each) => each.title === title) ?? texts[0]
  if (shown === undefined) return null
  return (
    <div className={styles.diff}>
      <div className={styles.bar} role="group" aria-label="Code">
        {texts.map((each) => (
          <button
            key={each.title}
            type="button"
            className={styles.filter}
            aria-pressed={each.title === shown.title}
            onClick={() => setTitle(each.title)}
          >
            <HostileText text={each.title} most={40} />
          </button>
        ))}
        <span className={styles.space} />
        <IconButton
          icon={Columns2}
          label="Side by side"
          pressed={!isInline}
          onClick={() => setInline(false)}
        />
        <IconButton
          icon={Rows2}
          label="One below the other"
          pressed={isInline}
          onClick={() => setInline(true)}
        />
      </div>
      {shown.before === shown.after ? (
        <p className={styles.wait}>Both have the same text here.</p>
      ) : (
        <Suspense fallback={<p className={styles.wait}>Loading the viewer …</p>}>
          <DiffViewer
            before={shown.before}
            after={shown.after}
            language={shown.language}
            label={`${shown.title} of ${name.slice(0, 80)}`}
            isInline={isInline}
          />
        </Suspense>
      )}
    </div>
  )
}
