import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { throughCore, throughOffice } from '../support/drivers.js';
import { needs } from '../support/needs.js';
import { week, weekConfig, weekStart } from '../support/week.js';

const executablePath = needs('chromium');
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

it.skipIf(!executablePath)('tells the same week in Chromium as in Node, event by event', async () => {
  const bundle = await build({
    entryPoints: [path('../support/week-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    tsconfig: path('../../tsconfig.json'),
    logLevel: 'error',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.setContent('<!doctype html><title>week</title>');
    await page.addScriptTag({ content: script });
    const told = (await page.evaluate('loketWeek()')) as { core: string; office: string };
    expect(errors).toEqual([]);
    expect(told.core === JSON.stringify(throughCore(weekConfig(), week))).toBe(true);
    expect(told.office === JSON.stringify(await throughOffice(weekConfig(), week, weekStart))).toBe(true);
  } finally {
    await browser.close();
  }
});
