/** What is marked in a report stays readable in the editor's four default themes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { root } from '../../scripts/paths.mjs';

type Theme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';
type Rgb = readonly [red: number, green: number, blue: number];

interface Colour {
  readonly id: string;
  readonly defaults: Record<Theme, string>;
}

const { colors } = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { contributes: { colors: Colour[] } }
).contributes;

/** Background and text of an editor: Dark Modern, Light Modern, Dark and Light High Contrast of VS Code 1.100. */
const editors: Readonly<Record<Theme, readonly [background: string, text: string]>> = {
  dark: ['#1f1f1f', '#cccccc'],
  light: ['#ffffff', '#3b3b3b'],
  highContrast: ['#000000', '#ffffff'],
  highContrastLight: ['#ffffff', '#292929'],
};

/** WCAG 2.2, success criterion 1.4.3. */
const enough = 4.5;

function parse(hex: string): readonly [Rgb, alpha: number] {
  const bytes = [1, 3, 5, 7].map((at) => Number.parseInt(hex.slice(at, at + 2) || 'ff', 16));
  return [bytes.slice(0, 3) as unknown as Rgb, (bytes[3] ?? 255) / 255];
}

function over(hex: string, ground: Rgb): Rgb {
  const [rgb, alpha] = parse(hex);
  return rgb.map((value, index) => value * alpha + (ground[index] ?? 0) * (1 - alpha)) as unknown as Rgb;
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('colours of the editor', () => {
  for (const [theme, [background, text]] of Object.entries(editors) as [Theme, readonly [string, string]][]) {
    const ground = parse(background)[0];
    for (const { id, defaults } of colors) {
      const hex = defaults[theme];
      if (!hex.startsWith('#')) continue;
      if (/Background$/.test(id))
        it(`${id}: text on it can be read in ${theme}`, () => {
          assert.ok(contrast(over(text, ground), over(hex, ground)) >= enough);
        });
      else if (/claim/i.test(id))
        it(`${id} can be read in ${theme}`, () => {
          assert.ok(contrast(over(hex, ground), ground) >= enough);
        });
      else
        it(`${id} can be told from the page in ${theme}`, () => {
          // WCAG 1.4.11: what is no text.
          assert.ok(contrast(over(hex, ground), ground) >= 3, String(contrast(over(hex, ground), ground)));
        });
    }
  }
});
