import { plainText } from './plain-text.js'

export type AnnotationLevel = 'error' | 'warning' | 'notice'

/** Where an annotation is shown, and under which title. */
export interface AnnotationProperties {
  readonly title?: string | undefined
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly endLine?: number | undefined
  readonly col?: number | undefined
  readonly endColumn?: number | undefined
}

/**
 * A GitHub Actions workflow command that annotates a run, on one line.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function workflowCommand(level: AnnotationLevel, properties: AnnotationProperties, message: string): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return `::${level}${pairs.length > 0 ? ' ' : ''}${pairs.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return plainText(text).replace(/%/g, '%25').replace(/\n/g, '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
