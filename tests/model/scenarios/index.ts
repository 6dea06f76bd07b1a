import { intake } from './intake.js';
import { pickup } from './pickup.js';
import { printing } from './printing.js';
import { signing } from './signing.js';
import type { Story } from './story.js';

/** What an office asks of an application, in short stories; none was read off the machine. */
export const stories: readonly Story[] = [...intake, ...signing, ...printing, ...pickup];
