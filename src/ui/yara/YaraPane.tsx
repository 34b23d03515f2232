import { useMemo, useState } from 'react'
import type { Analysis, Location } from '../../engine/index.ts'
import type { BenchRun, FileMatch } from '../../worker/client.ts'
import type { Bytes, Files } from '../shared/bytesAt.ts'
import { makeRule, type RuleSeed } from '../shared/makeRule.ts'
import { rulesInUse } from '../shared/ruleSet.ts'
import type { Selected } from '../shared/selection.ts'
import { useStore } from '../shared/Store.ts'
import type { Workbench } from '../shared/workbench.ts'
import { EditorColumn } from './EditorColumn.tsx'
import { namespaceOf, type LibraryFile } from './library.ts'
import { LibraryList } from './LibraryList.tsx'
import { Results } from './Results.tsx'
import { Trial } from './Trial.tsx'
import { useLibrary } from './useLibrary.ts'
import { useMessages, useRun } from './useRun.ts'
import { seedOf, seedOfMatch } from './useSeed.ts'
import { useTrial } from './useTrial.ts'
import styles from './YaraPane.module.css'

interface Props {
  readonly workbench: Workbench
  readonly analysis: Analysis
  readonly files: Files
  readonly selected: Selected | null
  /** What to say when there are no matches. */
  readonly none: string
  readonly bytesOf: (location: Location) => Bytes
  readonly importRules: (files: FileList) => void
  readonly onSelect: (location: Location) => void
  readonly onHex: (location: Location) => void
}

/** The bench for rules: the library, the editor, and what the rules find in the model that is shown. */
export function YaraPane(props: Props) {
  const { workbench, analysis, files, selected, none, bytesOf, onSelect, onHex } = props
  const library = useLibrary(workbench)
  const { chosen } = library
  const own = useStore(workbench.rules.store)
  const without = useStore(workbench.rules.without)
  const run = useRun({ workbench, analysis, files, rules: rulesInUse(own, without) })
  const messages = useMessages(workbench, chosen === null || chosen.isBundled ? null : chosen.text)
  const { trial, start: startTrial, close: closeTrial } = useTrial(workbench)
  const [reveal, setReveal] = useState<{ readonly line: number } | null>(null)
  const found = useMemo<readonly FileMatch[]>(
    () => run.result?.matches ?? analysis.report.yara.map((match) => ({ file: null, match })),
    [run.result, analysis],
  )
  const hits = hitsOf(found, library.files)
  const seed = seedOf(analysis, files, selected)

  const addRule = (made: RuleSeed | null): void => {
    if (made === null) return
    const taken = new Set(library.files.flatMap(({ rules }) => rules.map(({ name }) => name)))
    const rule = makeRule(made, taken)
    if (chosen === null || chosen.isBundled) library.add(rule)
    else library.change(`${chosen.text.trimEnd()}\n\n${rule}`.trimStart())
  }
  const showRule = ({ file, match }: FileMatch): void => {
    const name = namespaceOf(library.files, file, match.rule)
    const home = library.files.find((each) => each.name === name)
    const line = home?.rules.find((rule) => rule.name === match.rule)?.line
    library.choose(name)
    if (line !== undefined) setReveal({ line })
  }

  return (
    <div className={styles.yara}>
      <LibraryList
        library={library.files}
        chosen={chosen}
        hits={hits}
        actions={{
          onChoose(file, line) {
            library.choose(file.name)
            if (line !== null) setReveal({ line })
          },
          onSwitch: library.switchFile,
          onNew: () => library.add(),
          onImport: props.importRules,
          onExport: library.save,
          onMove: library.move,
          onDelete: library.remove,
        }}
      />
      {chosen === null ? (
        <p className={styles.none}>The rules are being loaded.</p>
      ) : (
        <div className={styles.editor}>
          <EditorColumn
            file={chosen}
            messages={messages}
            reveal={reveal}
            seed={
              seed && {
                label: seed.label,
                make: () => void seed.load().then(addRule),
              }
            }
            onChange={library.change}
            onRename={library.rename}
            onTrial={() => void startTrial(chosen)}
            onLine={(line) => setReveal({ line })}
          />
          {trial !== null && <Trial trial={trial} onClose={closeTrial} />}
        </div>
      )}
      <Results
        found={found}
        problems={problemsOf(run.result)}
        state={run.state}
        ms={msOf(run.result)}
        none={none}
        bytesOf={bytesOf}
        onSelect={onSelect}
        onHex={onHex}
        onRule={showRule}
        onMake={(match) => void seedOfMatch(match, files, analysis).then(addRule)}
        onRun={run.start}
        onCancel={run.cancel}
      />
    </div>
  )
}

function hitsOf(
  found: readonly FileMatch[],
  library: readonly LibraryFile[],
): ReadonlyMap<string, number> {
  const hits = new Map<string, number>()
  for (const { file, match } of found) {
    const key = `${namespaceOf(library, file, match.rule)} ${match.rule}`
    hits.set(key, (hits.get(key) ?? 0) + 1)
  }
  return hits
}

function problemsOf(result: BenchRun | null): readonly string[] {
  return (result?.problems ?? []).map(
    ({ file, message }) => `${file ?? 'bundled rules'}: ${message}`,
  )
}

function msOf(result: BenchRun | null): number | null {
  return result?.ms ?? null
}
