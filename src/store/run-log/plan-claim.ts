import { collect } from '../../core/collect.js'
import type { ObjectStore } from '../../core/object-store.js'
import { readJson } from '../json-object.js'
import { objectKey } from '../object-key.js'

const claimName = 'run.json'

interface PlanClaim {
  readonly run: string
}

/**
 * Claims a plan for a run, so that a plan is applied once only. Gives the id of the run that the plan belongs to: the
 * one given, or that of whoever came first.
 */
export async function claimPlan(store: ObjectStore, planHash: string, run: string): Promise<string> {
  const claim: PlanClaim = { run }
  if (await store.create(claimKey(planHash), Buffer.from(JSON.stringify(claim)))) return run
  return (await readClaim(store, planHash)) ?? run
}

/** The id of the run that a plan was claimed for, if it was. */
export async function readClaim(store: ObjectStore, planHash: string): Promise<string | undefined> {
  return (await readJson<PlanClaim>(store, claimKey(planHash)))?.run
}

/** Every plan that was claimed, by its hash, and the run that it belongs to. */
export async function listClaims(
  store: ObjectStore,
): Promise<readonly { readonly plan: string; readonly run: string }[]> {
  const keys = (await collect(store.list('plans/'))).filter((key) => key.endsWith(`/${claimName}`))
  const claims = await Promise.all(
    keys.map(async (key) => {
      const claim = await readJson<PlanClaim>(store, key)
      return claim ? [{ plan: decodeURIComponent(key.split('/')[1] ?? ''), run: claim.run }] : []
    }),
  )
  return claims.flat()
}

function claimKey(planHash: string): string {
  return `${objectKey('plans', planHash)}/${claimName}`
}
