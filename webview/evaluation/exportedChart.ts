import { t } from '@vscode/l10n';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const HEADING = 34;

/** The chart as a file of its own: with its title, a white ground and a font that is everywhere. */
export function exportedChart(chart: SVGSVGElement, title: string): string {
  const width = Number(chart.getAttribute('width')) + 2 * MARGIN;
  const height = Number(chart.getAttribute('height')) + HEADING + MARGIN;
  const file = element('svg', {
    width,
    height,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
    'font-family': 'system-ui, sans-serif',
    'font-size': 12,
    fill: '#222222',
  });
  const heading = element('text', { x: MARGIN, y: 24, 'font-size': 15, 'font-weight': 600 });
  heading.textContent = title;
  for (const [name, value] of [
    ['x', MARGIN],
    ['y', HEADING],
  ] as const)
    chart.setAttribute(name, String(value));
  const name = element('title', {});
  name.textContent = title;
  const note = element('text', {
    x: width - MARGIN,
    y: height - 8,
    'text-anchor': 'end',
    'font-size': 10,
    fill: '#555555',
  });
  note.textContent = t`Research software: not a medical device.`;
  file.append(name, element('rect', { width, height, fill: '#ffffff' }), heading, chart, note);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}\n`;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
