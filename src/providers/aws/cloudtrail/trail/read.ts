import type { TypeReader } from '../../description.js'

/** Every region lists the trails of all regions that cover it; each is kept in its home region only. */
export const reader: TypeReader = {
  keep: (trail, { region }) => trail['HomeRegion'] === undefined || trail['HomeRegion'] === region,
}
