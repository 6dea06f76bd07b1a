import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './lib/entries.mjs';

/** Fails when a page of the generated site loads anything from another host; links to click are fine. */
const site = join(root, 'docs', 'site');
const loads = [
  /<(?:script|img|iframe|source|video|audio|embed|track|input)\b[^>]*?\ssrc(?:set)?\s*=\s*["']?\s*((?:https?:)?\/\/[^"'\s>]+)/gi,
  /<object\b[^>]*?\sdata\s*=\s*["']?\s*((?:https?:)?\/\/[^"'\s>]+)/gi,
  /<(?:image|use)\b[^>]*?\s(?:xlink:)?href\s*=\s*["']?\s*((?:https?:)?\/\/[^"'\s>]+)/gi,
  /<link\b(?![^>]*\brel\s*=\s*["']?(?:canonical|author|license|alternate)\b)[^>]*?\shref\s*=\s*["']?\s*((?:https?:)?\/\/[^"'\s>]+)/gi,
];
const styleLoads = [/url\(\s*["']?((?:https?:)?\/\/[^"')\s]+)/gi, /@import\s+["']((?:https?:)?\/\/[^"']+)/gi];
const scriptLoads = [
  /\bimport\s*\(?\s*["']((?:https?:)?\/\/[^"']+)/gi,
  /\bfetch\(\s*["'`]((?:https?:)?\/\/[^"'`]+)/gi,
];

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

let pages = 0;
const found = [];
for (const file of files(site)) {
  if (!/\.(html|css|js|svg)$/.test(file)) continue;
  let text = readFileSync(file, 'utf8');
  let patterns = [...styleLoads, ...scriptLoads];
  if (/\.(html|svg)$/.test(file)) {
    pages += file.endsWith('.html') ? 1 : 0;
    // Code that is shown is escaped, but quotes in it are not: a shown `url(...)` loads nothing.
    text = text.replace(/<pre\b[\s\S]*?<\/pre>|<code\b[\s\S]*?<\/code>/gi, '');
    patterns = [...loads, ...styleLoads, ...scriptLoads];
  } else if (file.endsWith('.js')) {
    patterns = scriptLoads;
  }
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) found.push(`${relative(root, file)} loads ${match[1]}`);
  }
}

if (pages === 0) found.push('docs/site has no pages: run typedoc first');
for (const line of found) console.error(line);
if (found.length > 0) process.exit(1);
console.log(`${pages} pages load nothing from another host`);
