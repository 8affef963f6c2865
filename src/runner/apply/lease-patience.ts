/** How long a run waits for a resource that another run holds, and how often it asks. */
export const leasePatienceMilliseconds = 30_000
export const leasePauseMilliseconds = 2000
