import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { MarkdownEvent, RendererEvent } from 'typedoc';

/**
 * Puts the drawing docs/statecharts/NAME.svg where a comment or a document has a fence "```statechart NAME".
 *
 * The drawings are made from the machines by scripts/statecharts.ts, which `npm run docs` checks first.
 *
 * @param {import('typedoc').Application} app - the TypeDoc application
 */
export function load(app) {
  const folder = new URL('../docs/statecharts/', import.meta.url);
  const drawCharts = (event) => {
    event.parsedText = event.parsedText.replace(
      /^[ \t]*```statechart[ \t]+([\w-]+)[^\n]*\n(?:[\s\S]*?\n)?[ \t]*```[ \t]*$/gm,
      (_, name) => {
        const file = new URL(`${name}.svg`, folder);
        if (!existsSync(file)) {
          const known = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.svg')) : [];
          app.logger.error(
            `No statechart '${name}' for ${event.page.url}; drawn are: ${known.join(', ') || 'none'}`,
          );
          return '';
        }
        // Without its own theme, so that it follows the page's switch, and on one line, or Markdown would
        // end the HTML at an empty line.
        const svg = readFileSync(file, 'utf8')
          .replace(/<style>[\s\S]*?<\/style>/, '')
          .replace(/\s*\n\s*/g, ' ');
        return `<div class="statechart-frame">${svg}</div>\n`;
      },
    );
  };
  // Before TypeDoc's own listener, which turns the Markdown into HTML.
  app.renderer.on(MarkdownEvent.PARSE, drawCharts, 100);
  app.renderer.on(RendererEvent.BEGIN, () => {
    app.renderer.hooks.on('head.end', () => ({
      tag: 'style',
      props: {},
      children: [
        '.statechart-frame{overflow-x:auto}.statechart-frame svg{color:var(--color-text);height:auto}',
      ],
    }));
  });
}
