import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { iconButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import { helpDialog } from './helpDialog.ts';
import { lengthCaution } from './measure.ts';
import { modelPanel } from './modelPanel.ts';
import { patchRegion } from './patchGeometry.ts';
import { type PaneEvents, paneView } from './paneView.ts';
import { performCommand } from './performCommand.ts';
import { splitter } from './splitter.ts';
import { tagPanel } from './tagPanel.ts';
import { toolbar } from './toolbar.ts';
import type { Viewer } from './viewer.ts';
import { placeOf, wentTo, windowed } from './viewerModel.ts';

const attachers = new WeakMap<Viewer, Record<'left' | 'right', (element: Element | undefined) => void>>();

/** The whole page of a viewer. */
export function viewerPage(viewer: Viewer): TemplateResult {
  const { state, focused } = viewer;
  const front = state[state.focus];
  const events = paneEvents(viewer);
  const attach = attachers.get(viewer) ?? {
    left: (element: Element | undefined) => {
      viewer.attach('left', element);
    },
    right: (element: Element | undefined) => {
      viewer.attach('right', element);
    },
  };
  attachers.set(viewer, attach);
  return html`<h1 class="visually-hidden">${t`Image viewer`}</h1>
    ${toolbar(
      {
        state,
        pane: front,
        image: viewer.failureIn(state.focus) === undefined ? focused?.current?.image : undefined,
        look: focused?.look,
        choices: viewer.choices,
        menu: viewer.menu,
      },
      {
        perform: (command) => {
          performCommand(viewer, command);
        },
        choose: (index) => {
          viewer.choose(index);
        },
        setWindow: (part, text) => {
          setWindow(viewer, part, text);
        },
        openMenu: (menu) => {
          viewer.openMenu(menu);
        },
      },
    )}
    ${notes(viewer)}
    <div
      class="stage ${state.side === undefined ? '' : 'with-side'}"
      .style=${state.sideWidth === undefined ? '' : `--side-width:${String(state.sideWidth)}px`}
    >
      <div class="panes ${state.right === undefined ? '' : 'comparing'}">
        ${paneView('left', state, viewer.failureIn('left'), viewer.panes.left, attach.left, events)}
        ${state.right === undefined ? nothing : paneView('right', state, viewer.failureIn('right'), viewer.panes.right, attach.right, events)}
      </div>
      ${
        state.side === undefined
          ? nothing
          : splitter((sideWidth) => {
              viewer.change((all) => ({ ...all, sideWidth }));
            })
      }
      ${sidePanel(viewer)}
    </div>
    ${statusLine(viewer)}
    ${
      state.help
        ? helpDialog(() => {
            viewer.change((all) => ({ ...all, help: false }));
          })
        : nothing
    }`;
}

function paneEvents(viewer: Viewer): PaneEvents {
  return {
    closeRight: () => {
      performCommand(viewer, 'closeCompare');
    },
    playPause: (pane) => {
      viewer.change((state) => ({ ...state, playing: state.playing === pane ? undefined : pane }));
    },
    goTo: (pane, position) => {
      viewer.change((state) => wentTo({ ...state, playing: undefined }, pane, position));
    },
    setSpeed: (speed) => {
      viewer.change((state) => ({ ...state, speed }));
    },
    retry: (pane) => {
      viewer.retry(pane);
    },
  };
}

/** A text that is no number leaves the window as it is. A comma stands for the decimal point in many countries. */
function setWindow(viewer: Viewer, part: 'width' | 'center', text: string): void {
  const value = Number(text.trim().replace(',', '.').replace('−', '-'));
  const window = viewer.focused?.window;
  if (window === undefined || text.trim() === '' || !Number.isFinite(value) || (part === 'width' && value <= 0)) {
    viewer.refresh();
    return;
  }
  viewer.change((state) =>
    windowed(
      state,
      state.focus,
      { kind: 'window', center: window.center, width: window.width, [part]: value },
      viewer.alike,
    ),
  );
}

function notes(viewer: Viewer): TemplateResult | typeof nothing {
  const image = viewer.focused?.current?.image;
  const ofImage = image?.notes ?? [];
  const { notices } = viewer.state;
  if (ofImage.length + notices.length === 0) return nothing;
  return html`<div class="notes">
    ${ofImage.map((note) => html`<p class="note" data-testid="note">${icon('warning')}<span>${note.text}</span></p>`)}
    ${notices.map(
      (notice) =>
        html`<p class="note" data-testid="notice">
          <span>${notice}</span>${iconButton({
            label: t`Dismiss`,
            icon: 'close',
            testId: 'dismiss',
            onClick: () => {
              viewer.change((state) => ({ ...state, notices: state.notices.filter((text) => text !== notice) }));
            },
          })}
        </p>`,
    )}
  </div>`;
}

function sidePanel(viewer: Viewer): TemplateResult | typeof nothing {
  const { state, focused } = viewer;
  const front = state[state.focus];
  const close = (): void => {
    viewer.change((all) => ({ ...all, side: undefined }));
  };
  if (state.side === 'model') {
    return modelPanel(viewer.model.state, state.patchGrid, {
      onPatch: (patch) => {
        const { view } = viewer.model.state;
        const image = focused?.current?.image;
        if (focused !== undefined) focused.patch = patch && view && image && patchRegion(view, patch, image);
        viewer.model.point(patch);
      },
      onToggleGrid: () => {
        performCommand(viewer, 'togglePatchGrid');
      },
      onClose: close,
    });
  }
  if (state.side !== 'tags' || front === undefined) return nothing;
  const { itemId } = placeOf(front);
  return tagPanel(viewer.tags.of(itemId), {
    onQuery: (query) => {
      viewer.tags.search(query);
    },
    onScroll: (scrollTop, height) => {
      viewer.tags.scrolled(scrollTop, height);
    },
    current: () => viewer.tags.of(itemId),
    onChoose: (path) => {
      viewer.tags.choose(path);
    },
    onCopy: (text, what) => {
      viewer.host.post({ type: 'copyText', text });
      viewer.announcer.say(what === 'value' ? t`Value copied.` : t`Row copied.`);
      viewer.flashed.show(what === 'value' ? t`Value copied` : t`Row copied`);
    },
    onDeidentify: () => {
      viewer.host.post({ type: 'deidentify', itemId });
    },
    onClose: close,
  });
}

function statusLine(viewer: Viewer): TemplateResult {
  const pointed = [viewer.panes.left, viewer.panes.right].find((pane) => pane?.probe !== undefined);
  const { probe } = pointed ?? {};
  const { tool } = viewer.state;
  const image = viewer.focused?.current?.image;
  const measuresSize = tool === 'distance' || tool === 'ellipse' || tool === 'rectangle';
  const caution = measuresSize && image !== undefined ? lengthCaution(image) : undefined;
  const lacking = probe?.noSuv;
  return html`<footer class="status" data-testid="status">
    <span class="probe" data-testid="probe"
      >${probe === undefined ? '' : html`<span>x ${probe.x} y ${probe.y}</span><span class="value">${probe.value}</span>${lacking === undefined ? nothing : html`<span data-testid="no-suv">${t`no SUV: ${lacking}`}</span>`}`}</span
    >
    <span class="hint" data-testid="hint" title=${caution ?? nothing}>${viewer.flashed.text ?? caution ?? ''}</span>
    <span class="research" data-testid="research-notice">${t`Research software, not a medical device`}</span>
  </footer>`;
}
