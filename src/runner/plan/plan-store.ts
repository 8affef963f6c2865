import type { Outcome } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import type { Plan } from '../../core/plan.js'
import { parsePlan } from '../../engine/plan/index.js'

/** Where a plan is kept, by its hash. */
export function planKey(hash: string): string {
  return `plans/${hash}.json`
}

/** Keeps a plan under its hash; the same plan again is no change. */
export async function writePlan(store: ObjectStore, plan: Plan): Promise<void> {
  await store.create(planKey(plan.hash), Buffer.from(JSON.stringify(plan)))
}

/** A plan itself; beside it stands which run took it. */
const planObject = /^plans\/[0-9a-f]{64}\.json$/

/** A kept plan, by its hash or the beginning of it that no other plan has; undefined when there is none. */
export async function readPlan(store: ObjectStore, hash: string): Promise<Outcome<Plan | undefined> | undefined> {
  if (!/^[0-9a-f]{6,64}$/.test(hash)) return undefined
  const keys: string[] = []
  for await (const key of store.list('plans/'))
    if (key.startsWith(`plans/${hash}`) && planObject.test(key)) keys.push(key)
  const [key] = keys
  const object = key !== undefined && keys.length === 1 ? await store.get(key) : undefined
  return object && parsePlan(Buffer.from(object.body).toString('utf8'))
}
