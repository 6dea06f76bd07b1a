import type { CommandsOf, EffectsOf, EventsOf } from '../internal/messages.js';
import type { applicationCommands } from './application-commands.js';
import type { applicationEffects } from './application-effects.js';
import type { applicationEvents } from './application-events.js';
import type { importableStates } from './application-schemas.js';

/** A command to an application. */
export type ApplicationCommand = CommandsOf<typeof applicationCommands>;
/** Something that happened to an application. */
export type ApplicationEvent = EventsOf<typeof applicationEvents>;
/** Something an application asks for. */
export type ApplicationEffect = EffectsOf<typeof applicationEffects>;
/** A state that `documents.import` takes. */
export type ImportableState = (typeof importableStates)[number];
