import type { z } from 'zod';
import type { Refusal } from '../../internal/refusal.js';
import type { ApplicationCommand } from '../messages.js';

/** A command that a state takes, with what a form for it needs. */
export interface AllowedCommand {
  /** The type of the command, as `application.pass`. */
  readonly command: ApplicationCommand['type'];
  /** What it does or reports, in one English sentence. */
  readonly description: string;
  /** `person`: a person decides it; `system`: a program reports it, as the one that prints. */
  readonly audience: 'person' | 'system';
  /** Parses the payload: all but `type`, `id`, `at` and `by`. */
  readonly schema: z.ZodType;
  /** The same as JSON Schema. */
  readonly jsonSchema: object;
  /** Why it would be refused just now whatever its payload, as by the policy; left out where it would not be. */
  readonly blockedBy?: Pick<Refusal, 'code' | 'message'>;
}
