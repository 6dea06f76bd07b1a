import { readFileSync } from 'node:fs';

/** Prints `N passed, N failed` from vitest's JSON report; whatever did not pass, a skip too, counts as failed. */
let passed = 0;
let failed = 0;
try {
  const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  for (const file of report.testResults) {
    const tests = file.assertionResults;
    const passing = tests.filter(({ status }) => status === 'passed').length;
    passed += passing;
    failed += tests.length - passing;
    // A file that could not be loaded has no tests to fail.
    if (file.status === 'failed' && passing === tests.length) failed += 1;
  }
  if (!report.success && failed === 0) failed = 1;
} catch {
  failed = 1;
}
if (passed === 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
