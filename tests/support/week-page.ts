import { throughCore, throughOffice } from './drivers.js';
import { week, weekConfig, weekStart } from './week.js';

/** What the browser runs; it hands back the events of both drivers as text. */
Object.assign(globalThis, {
  async loketWeek(): Promise<{ core: string; office: string }> {
    return {
      core: JSON.stringify(throughCore(weekConfig(), week)),
      office: JSON.stringify(await throughOffice(weekConfig(), week, weekStart)),
    };
  },
});
