import type { Resource } from '../../../../core/resource.js'
import { withValue } from '../../../operating/document.js'
import { asDocument, type Document, documentsIn } from '../../../reading/rest-answer.js'

export type PowerState = 'running' | 'stopped' | 'deallocated'

const prefix = 'PowerState/'

const titles: Readonly<Record<PowerState, string>> = {
  running: 'VM running',
  stopped: 'VM stopped',
  deallocated: 'VM deallocated',
}

/** The power state by the instance view: one of `PowerState`, or `starting` and the like while it changes. */
export function powerStateOf({ properties }: Pick<Resource, 'properties'>): string {
  const codes = statusesOf(properties).map(({ code }) => String(code))
  return codes.find((code) => code.startsWith(prefix))?.slice(prefix.length) ?? 'unknown'
}

/** The document once the machine has come to a power state. */
export function withPowerState({ properties }: Resource, state: PowerState): Document {
  const status = { code: `${prefix}${state}`, level: 'Info', displayStatus: titles[state] }
  const others = statusesOf(properties).filter(({ code }) => !String(code).startsWith(prefix))
  return withValue(properties, 'instanceView.statuses', [...others, status])
}

function statusesOf(properties: Document): readonly Document[] {
  return documentsIn(asDocument(properties['instanceView'])?.['statuses'])
}
