import fastCheck from 'fast-check'

/**
 * CI draws the same random cases each time, so that a change is judged by what it changed; elsewhere each run draws
 * new ones. A failure prints its seed: `ESCHER_SEED=<seed> npm test` draws the same cases again.
 */
const seed = process.env.ESCHER_SEED ?? (process.env.CI ? '20261124' : undefined)
if (seed !== undefined) fastCheck.configureGlobal({ seed: Number(seed) })
