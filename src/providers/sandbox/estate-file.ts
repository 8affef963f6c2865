import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { OperateFailure } from '../../core/provider.js'
import type { Cloud, Unread } from '../../core/resource.js'
import type { EstateMetric } from './metric-points.js'

/** One resource of an estate. Left out: `name` is the id, `region` is `global`, `tags` are those of the document. */
export interface EstateResource {
  readonly id: string
  readonly name?: string
  readonly region?: string
  readonly tags?: Readonly<Record<string, string>>
  /** The vendor's own document. */
  readonly properties: Readonly<Record<string, unknown>>
  /** Top-level properties, or `metrics.<name>`, whose reading fails, and how. */
  readonly unread?: Readonly<Record<string, Unread>>
  /** By metric name. Files may give the days alone as a bare list. */
  readonly metrics?: Readonly<Record<string, EstateMetric>>
}

/** A listing that fails in an account, in one region or in all. */
export interface FailingListing {
  readonly type: string
  readonly region?: string
  readonly unread: Unread
}

/** An operation that does not go as it says: to show and test what becomes of a run then. */
export interface PlantedOutcome {
  readonly operation: string
  /** The target; any when left out. */
  readonly id?: string
  /** How many calls go so, over all runs until the changes are reset; every call when left out. */
  readonly times?: number
  /** What the cloud answers. Left out: it says that the operation was performed. */
  readonly failure?: OperateFailure
  /** True when the target changes all the same, as behind a failure that is `uncertain`. */
  readonly takesEffect: boolean
}

/** One file of an estate: an account with its resources by type. */
export interface EstateAccount {
  readonly account: string
  readonly name: string
  readonly cloud: Cloud
  readonly regions: readonly string[]
  /** The instant that its dates are written for. They are read as if it were now: what is 90 days old stays so. */
  readonly asOf?: string
  readonly unread: readonly FailingListing[]
  readonly outcomes: readonly PlantedOutcome[]
  readonly resources: Readonly<Record<string, readonly EstateResource[]>>
}

/** The accounts of an estate by id, or why its folder cannot be used. */
export type EstateOutcome = { readonly accounts: ReadonlyMap<string, EstateAccount> } | { readonly unread: Unread }

const extensions = new Set(['.yaml', '.yml', '.json'])

/** Reads all account files (YAML or JSON) that stand directly in a folder. */
export async function readEstate(folder: string): Promise<EstateOutcome> {
  const names = await readdir(folder).catch(() => undefined)
  if (!names) return { unread: { reason: 'not-available', message: `there is no estate folder ${folder}` } }
  const accounts = new Map<string, EstateAccount>()
  for (const name of names.filter((name) => extensions.has(extname(name))).sort()) {
    const account = await readAccountFile(join(folder, name))
    if ('unread' in account) return { unread: account.unread }
    accounts.set(account.value.account, account.value)
  }
  return { accounts }
}

async function readAccountFile(path: string): Promise<{ readonly value: EstateAccount } | { readonly unread: Unread }> {
  const [{ parse }, { accountShape }] = await Promise.all([import('yaml'), import('./estate-shape.js')])
  try {
    const result = accountShape.safeParse(parse(await readFile(path, 'utf8'), { maxAliasCount: 1000 }))
    if (result.success) return { value: result.data }
    const [issue] = result.error.issues
    return failed(path, `${issue?.path.join('.')}: ${issue?.message}`)
  } catch (error) {
    return failed(path, error instanceof Error ? error.message : String(error))
  }
}

function failed(path: string, why: string): { readonly unread: Unread } {
  return { unread: { reason: 'failed', message: `${path} is not an account of an estate: ${why}` } }
}
