import type { Outcome } from '../../core/diagnostics.js'
import { fileSizeLimit, sourceDiagnostics } from '../source/diagnostics.js'
import { type SourceText, sourceText } from '../source/source-text.js'
import type { SourceFiles } from './source-files.js'

/** Reads a file as text. `shownAs` is the path that diagnostics name. */
export async function readSource(
  files: SourceFiles,
  path: string,
  shownAs: string = path,
): Promise<Outcome<SourceText | undefined>> {
  const range = sourceText(shownAs, '').range(0, 0)
  try {
    return decodeSource(await files.read(path), shownAs)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { value: undefined, diagnostics: [sourceDiagnostics.report('file-unreadable', { problem }, { range })] }
  }
}

/** Decodes a file's bytes; too many of them, or bytes that are not UTF-8, are diagnostics. */
export function decodeSource(bytes: Uint8Array, shownAs: string): Outcome<SourceText | undefined> {
  const range = sourceText(shownAs, '').range(0, 0)
  if (bytes.length > fileSizeLimit) {
    const parameters = { bytes: bytes.length, limit: fileSizeLimit }
    return { value: undefined, diagnostics: [sourceDiagnostics.report('file-too-large', parameters, { range })] }
  }
  try {
    return { value: sourceText(shownAs, new TextDecoder('utf-8', { fatal: true }).decode(bytes)), diagnostics: [] }
  } catch {
    return { value: undefined, diagnostics: [sourceDiagnostics.report('not-utf-8', undefined, { range })] }
  }
}
