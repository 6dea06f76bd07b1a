/** The report's one style sheet: light and dark by the reader's own setting, and nothing from elsewhere. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --page: #fff; --ink: #1d2429; --faint: #5d6a73; --rule: #dfe4e8; --panel: #f5f7f8;
  --electronic: #1f6fb2; --wet: #c2571a; --none: #2f8558; --on-bar: #fff;
  --down: #f6d5d1; --limping: #fbeecf; --closed: #eceff1; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181b; --ink: #e4e9ec; --faint: #9aa7b0; --rule: #2f383e; --panel: #1c2226;
    --electronic: #64aee6; --wet: #eb935c; --none: #66bf8f; --on-bar: #10151a;
    --down: #4d2724; --limping: #453a1d; --closed: #242b30; --bad: #ff8a80;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 66rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, 'Segoe UI', Roboto, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
p { max-width: 46rem; margin: .5rem 0; }
.faint, caption, figcaption { color: var(--faint); font-size: .875rem; }
figure { margin: 1rem 0; }
svg { width: 100%; height: auto; display: block; overflow: visible; }
.pair { display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 10fr); gap: 1.5rem; align-items: start; }
@media (max-width: 48rem) { .pair { grid-template-columns: minmax(0, 1fr); } }
.wide { overflow-x: auto; }
.wide.plot svg { min-width: 46rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0 0 .25rem; }
th, td { padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { font-weight: 600; }
td.n, th.n { text-align: right; }
td.n, td:first-child { white-space: nowrap; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.cards div { background: var(--panel); padding: .75rem 1rem; border-radius: .4rem; }
.cards b { display: block; font-size: 1.5rem; line-height: 1.2; }
.tag { display: inline-block; padding: 0 .45rem; border-radius: .3rem; border: 1px solid currentColor; font-size: .8rem; white-space: nowrap; }
.tag.article { color: var(--electronic); } .tag.assumed { color: var(--wet); }
.tag.kept { color: var(--none); } .tag.broken { color: var(--bad); }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; font-size: .875rem; margin: .25rem 0; }
.key span::before { content: ''; display: inline-block; width: .8rem; height: .8rem; margin-right: .35rem; vertical-align: -.08rem; border-radius: .15rem; background: var(--c); }
.bar.electronic { fill: var(--electronic); } .bar.wet { fill: var(--wet); } .bar.none { fill: var(--none); }
.curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
.curve.documents { stroke: var(--electronic); } .curve.cards, .curve.none { stroke: var(--none); }
.down { fill: var(--down); } .limping { fill: var(--limping); } .closed { fill: var(--closed); } .order { fill: var(--wet); }
.grid { stroke: var(--rule); stroke-width: 1; } .axis { stroke: var(--faint); stroke-width: 1; }
text { fill: var(--faint); font-size: 13px; font-family: inherit; }
text.head { fill: var(--ink); font-weight: 600; }
text.on-bar { fill: var(--on-bar); font-weight: 600; }
`;
