import type { Bundle } from '../../core/bundle.js'
import { canonicalJson, digest } from '../../core/canonical-json.js'
import type { ObjectStore } from '../../core/object-store.js'
import { RecentValues } from './recent-values.js'

/** Keeps a bundle under its digest, which is given, so that every worker judges by the same one. */
export async function keepBundle(store: ObjectStore, bundle: Bundle): Promise<string> {
  const name = digest(bundle)
  await store.create(keyOf(name), Buffer.from(canonicalJson(bundle)))
  return name
}

/** Reads kept bundles and holds the latest in memory. */
export class KeptBundles {
  private readonly held = new RecentValues<Bundle>()

  constructor(private readonly store: ObjectStore) {}

  /** The bundle of that digest. Throws when the store does not hold it unchanged. */
  get(name: string): Promise<Bundle> {
    return this.held.get(name, () => this.read(name))
  }

  private async read(name: string): Promise<Bundle> {
    const object = await this.store.get(keyOf(name))
    const bundle = object && (JSON.parse(Buffer.from(object.body).toString('utf8')) as Bundle)
    if (!bundle || digest(bundle) !== name) throw new Error(`${this.store.location} does not hold the bundle ${name}`)
    return bundle
  }
}

function keyOf(name: string): string {
  return `bundles/${name}.json`
}
