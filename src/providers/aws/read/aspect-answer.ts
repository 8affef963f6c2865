import type { Unread } from '../../../core/resource.js'
import type { Document } from '../description.js'

/** What reading an aspect gave: properties to add (none where nothing is configured), or why it failed. */
export type AspectAnswer = { readonly properties: Document } | { readonly unread: Unread }
