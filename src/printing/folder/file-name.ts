import { createHash } from 'node:crypto';

/**
 * Names the files of one attempt at a job so that every file system takes them: letters, digits, dashes and underscores
 * of the job's id for people, and a hash of the whole for difference. Nothing in an id can lead out of the folder, be a
 * device of Windows, or meet another job's name where case does not count. @internal
 */
export function fileNameOf(jobId: string, attempt: number): string {
  const readable = jobId
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const hash = createHash('sha256').update(`${jobId}#${attempt}`).digest('hex').slice(0, 16);
  return `job_${readable}_${attempt}_${hash}`;
}
