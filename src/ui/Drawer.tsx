import { ChevronsUpDown, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { Analysis } from '../engine/index.ts'
import { HexTab, StructureTab, WeightsTab } from './DrawerBytes.tsx'
import { IndicatorsPane } from './indicators/IndicatorsPane.tsx'
import { ProblemsPane } from './problems/ProblemsPane.tsx'
import { bytesAt, type Files } from './shared/bytesAt.ts'
import { IconButton } from './shared/controls.tsx'
import { DRAWER_TABS, type DrawerTab } from './shared/entries.ts'
import { Pane } from './shared/Pane.tsx'
import type { PlaceIndex } from './shared/places.ts'
import type { Selected, Target } from './shared/selection.ts'
import type { Workbench } from './shared/workbench.ts'
import { YaraPane } from './yara/YaraPane.tsx'
import { chosenFiles } from './drop/walkEntries.ts'
import { takeRules } from './createWorkbench.ts'
import styles from './Drawer.module.css'

export interface DrawerProps {
  readonly analysis: Analysis
  readonly index: PlaceIndex
  readonly files: Files
  readonly selected: Selected | null
  readonly tab: DrawerTab
  /** What to say in the place of indicators, matches and problems when there are none. */
  readonly none: Readonly<Record<'indicators' | 'yara' | 'problems', string>>
  readonly workbench: Workbench
  /** Gives the drawer most of the page, or takes it back. */
  readonly onTall: () => void
  readonly onTab: (tab: DrawerTab) => void
  readonly onClose: () => void
  readonly onSelect: (target: Target, isStep?: boolean) => void
}

/** Bytes, indicators, matches and problems, one at a time. */
export function Drawer(props: DrawerProps) {
  const { analysis, tab, onTab, onClose } = props
  const { problems, yara, indicators } = analysis.report
  const counts: Readonly<Record<DrawerTab, number | null>> = {
    hex: null,
    structure: null,
    weights: null,
    indicators: indicators.length,
    yara: yara.length,
    problems: problems.length,
  }
  return (
    <Pane
      id="pane-drawer"
      title={TITLES[tab]}
      heading={<Tabs tab={tab} counts={counts} onTab={onTab} />}
      actions={
        <>
          <IconButton icon={ChevronsUpDown} label="Tall drawer" onClick={props.onTall} />
          <IconButton icon={X} label="Close the drawer" onClick={onClose} />
        </>
      }
    >
      <div className={styles.panel} role="tabpanel" aria-label={TITLES[tab]}>
        {tab === 'hex' && <HexTab {...props} />}
        {tab === 'structure' && <StructureTab {...props} />}
        {tab === 'weights' && <WeightsTab {...props} />}
        {tab === 'indicators' && (
          <IndicatorsPane
            indicators={indicators}
            none={props.none.indicators}
            onSelect={(location) => props.onSelect({ kind: 'location', location })}
          />
        )}
        {tab === 'yara' && <Yara {...props} />}
        {tab === 'problems' && (
          <ProblemsPane
            problems={problems}
            none={props.none.problems}
            selected={props.selected?.location ?? null}
            onSelect={(location) => props.onSelect({ kind: 'location', location })}
          />
        )}
      </div>
    </Pane>
  )
}

const TITLES: Readonly<Record<DrawerTab, string>> = {
  hex: 'Hex',
  structure: 'Structure',
  weights: 'Weights',
  indicators: 'Indicators',
  yara: 'YARA',
  problems: 'Problems',
}

/** The key that shows it. */
const KEYS: Readonly<Record<DrawerTab, string>> = {
  hex: 'h',
  structure: 'm',
  weights: 'w',
  indicators: 'i',
  yara: 'y',
  problems: 'p',
}

interface TabsProps {
  readonly tab: DrawerTab
  readonly counts: Readonly<Record<DrawerTab, number | null>>
  readonly onTab: (tab: DrawerTab) => void
}

function Tabs({ tab, counts, onTab }: TabsProps) {
  const onKeyDown = ({ key, currentTarget }: KeyboardEvent<HTMLElement>): void => {
    const step = new Map([
      ['ArrowRight', 1],
      ['ArrowLeft', -1],
    ]).get(key)
    const next = step === undefined ? undefined : DRAWER_TABS[DRAWER_TABS.indexOf(tab) + step]
    if (next === undefined) return
    onTab(next)
    currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  return (
    <span className={styles.tabs} role="tablist" aria-label="Drawer" onKeyDown={onKeyDown}>
      {DRAWER_TABS.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          className={styles.tab}
          data-tab={each}
          aria-selected={each === tab}
          tabIndex={each === tab ? 0 : -1}
          title={`${TITLES[each]} (${KEYS[each]})`}
          onClick={() => onTab(each)}
        >
          {TITLES[each]}
          {counts[each] !== null && <span className={styles.count}>{counts[each]}</span>}
        </button>
      ))}
    </span>
  )
}

function Yara({ analysis, files, selected, none, workbench, onSelect, onTab }: DrawerProps) {
  return (
    <YaraPane
      workbench={workbench}
      analysis={analysis}
      files={files}
      selected={selected}
      none={none.yara}
      bytesOf={(location) => bytesAt(location, files, analysis.contents)}
      importRules={(list) => void takeRules(chosenFiles(list), workbench)}
      onSelect={(location) => onSelect({ kind: 'location', location })}
      onHex={(location) => {
        onSelect({ kind: 'location', location })
        onTab('hex')
      }}
    />
  )
}
