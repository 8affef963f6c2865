import type { TypeReader } from '../../description.js'
import { credentialReportRow, rootUser } from '../../iam/credential-report.js'

export const reader: TypeReader = {
  aspects: {
    rootCredentialReport: async (_, caller) => ({ RootCredentialReport: await credentialReportRow(rootUser, caller) }),
  },
}
