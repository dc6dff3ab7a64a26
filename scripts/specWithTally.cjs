/** mocha's spec reporter that leaves its counts for `npm test` in the file that TALLY_FILE names. */
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class SpecWithTally extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      if (process.env.TALLY_FILE !== undefined) writeFileSync(process.env.TALLY_FILE, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
