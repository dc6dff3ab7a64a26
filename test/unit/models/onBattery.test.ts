import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  drawsFromBattery,
  isMacOnBattery,
  isOnBattery,
  isWindowsOnBattery,
} from '../../../src/host/models/onBattery.ts';

describe('whether the machine draws from its battery', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llava-med-power-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const supply = (name: string, facts: Record<string, string>): void => {
    mkdirSync(join(folder, name));
    for (const [fact, value] of Object.entries(facts)) writeFileSync(join(folder, name, fact), `${value}\n`);
  };

  it('is told on Linux by the supplies of the machine', async () => {
    assert.equal(await drawsFromBattery(folder), false, 'a machine without any');
    supply('AC', { type: 'Mains', online: '0' });
    supply('BAT0', { type: 'Battery', status: 'Discharging' });
    assert.equal(await drawsFromBattery(folder), true);
    writeFileSync(join(folder, 'AC', 'online'), '1\n');
    assert.equal(await drawsFromBattery(folder), false);
    writeFileSync(join(folder, 'AC', 'online'), '0\n');
    supply('ucsi-source', { type: 'USB', online: '1' });
    assert.equal(await drawsFromBattery(folder), false, 'a charger at a USB socket');
  });

  it('is not told by the battery of a mouse, nor by one that is full', async () => {
    supply('mouse', { type: 'Battery', scope: 'Device', status: 'Discharging' });
    supply('BAT0', { type: 'Battery', scope: 'System', status: 'Full' });
    assert.equal(await drawsFromBattery(folder), false);
  });

  it('is told on macOS by pmset', () => {
    assert.equal(
      isMacOnBattery("Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t87%; discharging"),
      true,
    );
    assert.equal(isMacOnBattery("Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t100%; charged"), false);
    assert.equal(isMacOnBattery(''), false);
  });

  it('is told on Windows by the state of each battery', () => {
    assert.equal(isWindowsOnBattery('1\r\n'), true);
    assert.equal(isWindowsOnBattery('2\r\n1\r\n'), true);
    assert.equal(isWindowsOnBattery('2\r\n'), false);
    assert.equal(isWindowsOnBattery('11\r\n'), false, 'partly charged');
    assert.equal(isWindowsOnBattery('\r\n'), false, 'a machine without one');
  });

  it('is taken to be mains where the system does not tell', async () => {
    assert.equal(await isOnBattery('aix'), false);
    assert.equal(await drawsFromBattery(join(folder, 'missing')).catch(() => 'rejects'), 'rejects');
    if (process.platform === 'linux') assert.equal(await isOnBattery('darwin'), false, 'there is no pmset');
  });
});
