const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

/** mocha's spec reporter that leaves its counts for `npm test` in the file that TALLY_FILE names. */
module.exports = class SpecWithTally extends Mocha.reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['TALLY_FILE'];
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      if (file !== undefined)
        writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
