/**
 * The parts of SARIF 2.1.0 that diagnostics and scans use.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export interface SarifLog {
  readonly $schema: string
  readonly version: '2.1.0'
  readonly runs: readonly SarifRun[]
}

export interface SarifRun {
  readonly tool: {
    readonly driver: { readonly name: string; readonly semanticVersion: string; readonly rules: readonly SarifRule[] }
  }
  readonly columnKind: 'utf16CodeUnits'
  readonly originalUriBaseIds?: Readonly<Record<string, { readonly description: SarifText }>>
  readonly invocations?: readonly {
    readonly executionSuccessful: boolean
    readonly startTimeUtc?: string
    readonly endTimeUtc?: string
  }[]
  readonly results: readonly SarifResult[]
}

export interface SarifText {
  readonly text: string
}

export type SarifLevel = 'error' | 'warning' | 'note' | 'none'

export interface SarifRule {
  readonly id: string
  readonly shortDescription: SarifText
  readonly fullDescription?: SarifText
  readonly help?: SarifText
  readonly defaultConfiguration: { readonly level: SarifLevel }
  readonly properties?: Readonly<Record<string, unknown>>
}

export interface SarifRegion {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

export interface SarifLocation {
  readonly id?: number
  readonly message?: SarifText
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }
    readonly region?: SarifRegion
  }
  readonly logicalLocations?: readonly {
    readonly name: string
    readonly fullyQualifiedName: string
    readonly kind: string
  }[]
}

export interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: SarifLevel
  readonly kind?: 'fail' | 'open'
  readonly message: SarifText
  readonly locations: readonly SarifLocation[]
  readonly relatedLocations?: readonly SarifLocation[]
  readonly partialFingerprints?: Readonly<Record<string, string>>
  readonly baselineState?: 'new' | 'unchanged' | 'updated' | 'absent'
  readonly suppressions?: readonly {
    readonly kind: 'external'
    readonly status: 'accepted'
    readonly justification: string
  }[]
  readonly fixes?: readonly {
    readonly description: SarifText
    readonly artifactChanges: readonly {
      readonly artifactLocation: { readonly uri: string }
      readonly replacements: readonly {
        readonly deletedRegion: SarifRegion
        readonly insertedContent: SarifText
      }[]
    }[]
  }[]
  readonly properties?: Readonly<Record<string, unknown>>
}

/** A log with one run of Escher. */
export function sarifLog(
  toolVersion: string,
  rules: readonly SarifRule[],
  run: Omit<SarifRun, 'tool' | 'columnKind'>,
): SarifLog {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Escher', semanticVersion: toolVersion, rules } },
        columnKind: 'utf16CodeUnits',
        ...run,
      },
    ],
  }
}

/** A relative path as a URI reference, each segment encoded. */
export function pathUri(path: string): string {
  return path.split('/').map(encodeSegment).join('/')
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'))
}
