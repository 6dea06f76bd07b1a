/** Something that happened at a virtual printer, as a subscriber is told. @internal */
export interface VirtualEvent {
  readonly event: string;
  readonly job:
    | { readonly id: number; readonly state: number; readonly reasons: readonly string[] }
    | undefined;
  readonly printer: { readonly state: number; readonly reasons: readonly string[] };
}

/** An event with its number within a subscription, from 1. @internal */
export interface NumberedEvent extends VirtualEvent {
  readonly sequence: number;
}

/** Subscriptions of one printer, which forgets them when it is switched off. @internal */
export interface Subscriptions {
  add(wanted: readonly string[]): number;
  has(id: number): boolean;
  remove(id: number): void;
  tell(event: VirtualEvent): void;
  /** Events of a subscription from a number on. */
  since(id: number, sequence: number): readonly NumberedEvent[];
}

/** Events that are kept for a subscriber that does not ask. */
const kept = 1000;

/** Keeps subscriptions, RFC 3995. @internal */
export function subscriptions(): Subscriptions {
  const all = new Map<
    number,
    { readonly wanted: readonly string[]; events: NumberedEvent[]; count: number }
  >();
  let last = 0;
  return {
    add(wanted) {
      all.set(++last, { wanted, events: [], count: 0 });
      return last;
    },
    has: (id) => all.has(id),
    remove: (id) => void all.delete(id),
    tell(event) {
      for (const one of all.values()) {
        // RFC 3995 §5.3.3.5: who wants changes of a state hears of its beginning and end as well.
        const name =
          !one.wanted.includes(event.event) && event.job && one.wanted.includes('job-state-changed')
            ? 'job-state-changed'
            : event.event;
        if (!one.wanted.includes(name)) continue;
        one.events.push({ ...event, event: name, sequence: ++one.count });
        one.events = one.events.slice(-kept);
      }
    },
    since: (id, sequence) => all.get(id)?.events.filter((event) => event.sequence >= sequence) ?? [],
  };
}
