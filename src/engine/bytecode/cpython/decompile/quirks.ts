// What compilers of CPython do in some versions and not in others.

/** Versions that leave in the code what can never run. */
export const KEEPS_DEAD_CODE = new Set(['2.7', '3.4', '3.5', '3.6', '3.7', '3.8', '3.9'])

/** Versions that copy the end of a function to where it is reached. */
export const COPIES_END = new Set(['3.10', '3.11', '3.12', '3.13', '3.14', '3.15'])
