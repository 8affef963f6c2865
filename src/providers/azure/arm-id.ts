/**
 * The form in which ARM ids are compared. They ignore case, and the same disk comes as `TEST_DISK` in one answer and
 * `test_disk` in another.
 */
export function comparableId(id: string): string {
  return id.toLowerCase()
}
