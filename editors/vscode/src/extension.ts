// Copydesk in Visual Studio Code. What is known about a bundle comes from the server; here it is only shown.

import {
  commands,
  type Disposable,
  type ExtensionContext,
  languages,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import { LANGUAGE, Server } from "./client";
import * as asked from "./commands";
import { COMPARISON, ComparisonPanel } from "./comparison";
import { show } from "./places";
import type { AboutConflict, AboutSpot } from "./protocol";
import { conflictRows, Dimming, peopleRows, type Row, Rows } from "./views";

let server: Server | undefined;

/** How long a text must rest before the views are asked for again, in milliseconds: they need not follow each key. */
const REST = 250;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Copydesk", { log: true });
  server = new Server(context, log);
  const running = server;
  const conflicts = new Rows();
  const people = new Rows();
  const panel = new ComparisonPanel(context, running);
  const reports = new asked.Reports(running);
  const conflictView = window.createTreeView("copydesk.conflictsView", { treeDataProvider: conflicts });
  const peopleView = window.createTreeView("copydesk.peopleView", { treeDataProvider: people });

  // The views stay with the last bundle that was looked at, so that a glance at another file does not empty them.
  let editor: TextEditor | undefined = asked.activeBundle() ?? bundlesInSight()[0];
  const refresh = async () => {
    void commands.executeCommand("setContext", "copydesk.bundleOpen", editor !== undefined);
    if (editor === undefined) {
      conflicts.replace([]);
      people.replace([]);
      conflictView.badge = undefined;
      return;
    }
    const about = asked.about(editor.document);
    const [found, named] = await Promise.all([
      running.ask("copydesk.conflicts", about),
      running.ask("copydesk.people", about),
      panel.refresh(),
    ]);
    // No answer is no news: what is shown stays until the server answers.
    if (found !== undefined) {
      conflicts.replace(conflictRows(found));
      const open = found.filter((conflict) => conflict.settled === null).length;
      conflictView.badge = open === 0 ? undefined : { value: open, tooltip: `${open} unsettled` };
      reports.refresh(editor.document);
    }
    if (named !== undefined) people.replace(peopleRows(named));
  };
  const later = rested(refresh, REST);

  /** A command for the bundle in the active editor; elsewhere it does nothing. */
  const onBundle = (name: string, run: (editor: TextEditor) => unknown) =>
    commands.registerCommand(name, () => {
      const active = asked.activeBundle() ?? editor;
      if (active !== undefined) return run(active);
    });

  context.subscriptions.push(
    log,
    panel,
    conflictView,
    peopleView,
    later,
    window.registerFileDecorationProvider(new Dimming()),
    workspace.registerTextDocumentContentProvider(asked.Reports.scheme, reports),
    window.registerWebviewPanelSerializer(COMPARISON, {
      deserializeWebviewPanel: async (restored, subject: AboutConflict | undefined) => panel.restore(restored, subject),
    }),
    window.onDidChangeActiveTextEditor((active) => {
      const bundle = active?.document.languageId === LANGUAGE ? active : undefined;
      if (bundle === undefined || bundle === editor) return;
      editor = bundle;
      later.soon();
    }),
    workspace.onDidChangeTextDocument((change) => {
      if (change.document.languageId === LANGUAGE) later.soon();
    }),
    workspace.onDidCloseTextDocument((closed) => {
      if (closed !== editor?.document) return;
      editor = bundlesInSight()[0];
      later.soon();
    }),
    // Another file of the same story may have changed what holds in this one.
    languages.onDidChangeDiagnostics((change) => {
      if (change.uris.some((uri) => uri.toString() === editor?.document.uri.toString())) later.soon();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("copydesk.server")) void running.restart().then(refresh);
      else if (change.affectsConfiguration("copydesk")) void running.configure().then(later.soon);
    }),
    commands.registerCommand("copydesk.restartServer", () => running.restart().then(refresh)),
    commands.registerCommand("copydesk.showLog", () => log.show()),
    commands.registerCommand("copydesk.refreshViews", refresh),
    commands.registerCommand("copydesk.show", show),
    commands.registerCommand("copydesk.checkWorkspace", asked.checkWorkspace),
    commands.registerCommand("copydesk.newBundle", () => asked.newBundle(context)),
    onBundle("copydesk.nextConflict", (bundle) => asked.turn(running, bundle, "next")),
    onBundle("copydesk.previousConflict", (bundle) => asked.turn(running, bundle, "previous")),
    onBundle("copydesk.openReport", (bundle) => reports.open(bundle.document)),
    commands.registerCommand("copydesk.openWhy", (spot?: AboutSpot) => {
      const active = asked.activeBundle();
      const about = spot ?? (active === undefined ? undefined : asked.aboutCursor(active));
      return about === undefined ? undefined : asked.why(running, about);
    }),
    commands.registerCommand("copydesk.openComparison", (row?: Row) => {
      const active = asked.activeBundle() ?? editor;
      if (active === undefined) return;
      const conflict = row?.conflict;
      return panel.open(
        conflict === undefined ? asked.aboutCursor(active) : { ...asked.about(active.document), id: conflict.id },
      );
    }),
  );
  await running.restart();
  await refresh();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

function bundlesInSight(): TextEditor[] {
  return window.visibleTextEditors.filter((it) => it.document.languageId === LANGUAGE);
}

/** Runs something once nothing has asked for it for a while. */
function rested(run: () => unknown, milliseconds: number): Disposable & { soon(): void } {
  let timer: NodeJS.Timeout | undefined;
  const dispose = () => clearTimeout(timer);
  const soon = () => {
    dispose();
    timer = setTimeout(run, milliseconds);
  };
  return { soon, dispose };
}
