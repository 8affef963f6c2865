import type { TypeReader } from '../../description.js'
import { credentialReportRow } from '../credential-report.js'

export const reader: TypeReader = {
  aspects: {
    credentialReport: async (user, caller) => ({
      CredentialReport: await credentialReportRow(String(user['UserName']), caller),
    }),
  },
}
