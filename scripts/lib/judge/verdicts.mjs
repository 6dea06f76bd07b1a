/** Collects what was checked: one line a check, with how many things were looked at and how many were wrong. */
export function verdicts(print = console.log) {
  let failed = 0;
  return {
    /**
     * @param {string[]} problems one line for each thing that is wrong; the first few are printed
     * @param {boolean} mayBeNone whether it is fine that there was nothing to look at
     */
    check(what, looked, problems, mayBeNone = false) {
      if (problems.length === 0 && (looked > 0 || mayBeNone)) return print(`ok      ${what}: ${looked}`);
      failed++;
      if (problems.length === 0) return print(`FAILED  ${what}: there was nothing to look at`);
      print(`FAILED  ${what}: ${problems.length} wrong of ${looked}`);
      for (const problem of problems.slice(0, 5)) print(`          ${problem}`);
      if (problems.length > 5) print(`          and ${problems.length - 5} more`);
    },
    note: (text) => print(`        ${text}`),
    failed: () => failed,
  };
}
