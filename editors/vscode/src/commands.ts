// What the person asks for by name.

import { execFile } from "node:child_process";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  ProgressLocation,
  type QuickPickItem,
  type TextDocument,
  type TextDocumentContentProvider,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import type { Location } from "vscode-languageclient/node";
import { LANGUAGE, type Server } from "./client";
import { show } from "./places";
import type { About, AboutSpot, Answer } from "./protocol";
import { findProgram } from "./server";

/** What a command is asked about a document. */
export function about(document: TextDocument): About {
  return { textDocument: { uri: document.uri.toString() } };
}

/** What a command is asked about the place of the cursor. */
export function aboutCursor(editor: TextEditor): AboutSpot {
  const { line, character } = editor.selection.active;
  return { ...about(editor.document), position: { line, character } };
}

/** Leads to the next or the previous unsettled conflict, round the end. */
export async function turn(server: Server, editor: TextEditor, to: "next" | "previous"): Promise<void> {
  const place = await server.ask(`copydesk.${to}`, aboutCursor(editor));
  if (place) await show(place);
  else void window.setStatusBarMessage("Copydesk: nothing is left to settle in this bundle.", 5_000);
}

/** Lists what the statements at a spot were compared with, and what came of it; a row leads to the other side. */
export async function why(server: Server, spot: AboutSpot): Promise<void> {
  const answers = await server.ask("copydesk.why", spot);
  if (answers === undefined) return;
  const rows = answers.flatMap(compared);
  if (rows.length === 0) {
    void window.showInformationMessage("Copydesk: nothing in other articles comes near what stands here.");
    return;
  }
  const told = answers.map((answer) => `“${answer.text}”`).join(", ");
  const choice = await window.showQuickPick(rows, {
    title: `What ${told} was compared with`,
    placeHolder: "Choose one to see the other side",
    matchOnDetail: true,
  });
  if (choice !== undefined) await show(choice.place);
}

function compared(answer: Answer): (QuickPickItem & { place: Location })[] {
  return answer.compared.map(({ kind, reported, other, reason }) => ({
    label: other === null ? `“${answer.text}”` : `“${other.text}” in ${other.outlet}`,
    description: `${reported ? "reported" : "let pass"}: ${kind}`,
    detail: reason,
    place: other?.location ?? answer.location,
  }));
}

/** More bundles than this are not opened at once: each stays in the editor's memory. */
const MOST_BUNDLES = 500;

/** Has every bundle of the workspace read, and shows what is found in the Problems view. */
export async function checkWorkspace(): Promise<void> {
  const files = await workspace.findFiles("**/*.bundle", undefined, MOST_BUNDLES + 1);
  if (files.length === 0) {
    void window.showInformationMessage("Copydesk: there is no bundle in this workspace.");
    return;
  }
  const progress = { location: ProgressLocation.Notification, title: "Copydesk: reading bundles", cancellable: true };
  await window.withProgress(progress, async (report, token) => {
    for (const file of files.slice(0, MOST_BUNDLES)) {
      if (token.isCancellationRequested) return;
      await workspace.openTextDocument(file);
      report.report({ increment: 100 / Math.min(files.length, MOST_BUNDLES), message: workspace.asRelativePath(file) });
    }
  });
  if (files.length > MOST_BUNDLES) {
    void window.showWarningMessage(
      `Copydesk: the first ${MOST_BUNDLES} bundles were read. For all of them run: copydesk check FOLDER`,
    );
  }
  await commands.executeCommand("workbench.actions.view.problems");
}

/** Makes a bundle of plain articles, with `copydesk new`, and opens it. */
export async function newBundle(context: ExtensionContext): Promise<void> {
  const articles = await window.showOpenDialog({
    title: "Articles about one event",
    openLabel: "Put into a Bundle",
    canSelectMany: true,
    filters: { "Plain text": ["txt"], "All files": ["*"] },
  });
  const first = articles?.[0];
  if (articles === undefined || first === undefined) return;
  const folder = dirname(first.fsPath);
  const target = await window.showSaveDialog({
    title: "The new bundle",
    defaultUri: Uri.file(join(folder, `${basename(folder)}.bundle`)),
    filters: { "News bundle": ["bundle"] },
  });
  if (target === undefined) return;
  try {
    const program = await findProgram(context);
    await promisify(execFile)(program.path, [
      "new",
      target.fsPath,
      "--from",
      ...articles.map((article) => article.fsPath),
    ]);
  } catch (error) {
    const told = error instanceof Error && "stderr" in error && error.stderr ? String(error.stderr) : String(error);
    void window.showErrorMessage(`Copydesk: ${told.trim()}`);
    return;
  }
  await window.showTextDocument(await workspace.openTextDocument(target));
}

const REPORT = "copydesk-report";

/** The report on a bundle, as a document that follows the bundle. */
export class Reports implements TextDocumentContentProvider {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {}

  static readonly scheme = REPORT;

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const report = await this.server.ask("copydesk.report", { textDocument: { uri: uri.query } });
    return report ?? "The server does not answer. `Copydesk: Show Log` says why.";
  }

  /** Asks again for the report on a bundle, where one is shown. */
  refresh(document: TextDocument): void {
    this.changed.fire(reportUri(document));
  }

  async open(document: TextDocument): Promise<void> {
    await commands.executeCommand("markdown.showPreviewToSide", reportUri(document));
  }
}

function reportUri(document: TextDocument): Uri {
  const path = `/Report on ${basename(document.uri.path, ".bundle")}.md`;
  return Uri.from({ scheme: REPORT, path, query: document.uri.toString() });
}

/** The bundle that has the person's attention: the active editor's. */
export function activeBundle(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.languageId === LANGUAGE ? editor : undefined;
}
