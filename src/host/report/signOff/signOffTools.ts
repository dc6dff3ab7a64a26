import type { CheckSources } from '../checks/problemsNow.ts';
import type { ReportDiagnostics } from '../checks/reportDiagnostics.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { ProvenanceSidecar } from '../provenance/provenanceSidecar.ts';

/** What signing off is given by the rest of the report features. */
export interface SignOffTools {
  readonly services: Pick<ReportServices, 'log'>;
  readonly proposals: Proposals;
  readonly sidecar: ProvenanceSidecar;
  readonly diagnostics: ReportDiagnostics;
  readonly sources: CheckSources;
}
