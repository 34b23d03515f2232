import type { Detector } from './Detector.ts'

/** Every detector, in the order in which their findings are listed within a severity. */
export const DETECTORS: readonly Detector[] = []
