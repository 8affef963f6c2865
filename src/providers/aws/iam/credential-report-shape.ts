import type { TypeSchema } from '../../../core/schema.js'

const text: TypeSchema = { type: 'string' }
const flag: TypeSchema = { type: 'boolean' }
const instant: TypeSchema = { type: 'timestamp' }

/**
 * The columns of IAM's credential report
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html). Cells that say `N/A`,
 * `no_information` or `not_supported` are absent.
 */
export const credentialReportShape: TypeSchema = {
  type: 'object',
  properties: {
    user: text,
    arn: text,
    user_creation_time: instant,
    password_enabled: flag,
    password_last_used: instant,
    password_last_changed: instant,
    password_next_rotation: instant,
    mfa_active: flag,
    access_key_1_active: flag,
    access_key_1_last_rotated: instant,
    access_key_1_last_used_date: instant,
    access_key_1_last_used_region: text,
    access_key_1_last_used_service: text,
    access_key_2_active: flag,
    access_key_2_last_rotated: instant,
    access_key_2_last_used_date: instant,
    access_key_2_last_used_region: text,
    access_key_2_last_used_service: text,
    cert_1_active: flag,
    cert_1_last_rotated: instant,
    cert_2_active: flag,
    cert_2_last_rotated: instant,
  },
}
