// The comparison panel: one disputed fact, outlets in columns. What it shows and does is in media/comparison.js.

import { randomBytes } from "node:crypto";
import { type Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { Location } from "vscode-languageclient/node";
import type { Server } from "./client";
import { focus, show } from "./places";
import type { About, AboutConflict, AboutSpot, Comparison } from "./protocol";

export const COMPARISON = "copydesk.comparison";

/** What the page sends. */
type Wish =
  | { kind: "ready" }
  | { kind: "show"; place: Location }
  | { kind: "settle"; choice: number }
  | { kind: "turn"; by: 1 | -1 };

/** The one comparison panel of this window. */
export class ComparisonPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private subject: AboutConflict | undefined;
  private shown: Comparison | null = null;

  constructor(
    private readonly context: ExtensionContext,
    private readonly server: Server,
  ) {}

  /** Shows the fact at a spot or with an id, beside the text; tells where there is none. */
  async open(about: AboutSpot | AboutConflict): Promise<void> {
    const comparison = await this.server.ask("copydesk.comparison", about);
    if (!comparison) {
      void window.showInformationMessage("Copydesk: nothing is in dispute here.");
      return;
    }
    this.subject = { textDocument: about.textDocument, id: comparison.id };
    this.shown = comparison;
    if (this.panel === undefined) {
      this.adopt(
        window.createWebviewPanel(COMPARISON, "Comparison", { viewColumn: ViewColumn.Beside, preserveFocus: true }),
      );
    }
    this.panel?.reveal(undefined, true);
    this.send();
  }

  /** Takes over a panel that was open when the window was closed. */
  restore(panel: WebviewPanel, subject: AboutConflict | undefined): void {
    this.subject = subject;
    this.adopt(panel);
    void this.refresh();
  }

  /** Asks again, as after an edit. A fact that is no longer in dispute says so. */
  async refresh(): Promise<void> {
    if (this.panel === undefined || this.subject === undefined || !this.server.running) return;
    this.shown = (await this.server.ask("copydesk.comparison", this.subject)) ?? null;
    this.send();
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private adopt(panel: WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    const media = Uri.joinPath(this.context.extensionUri, "media");
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.iconPath = { light: Uri.joinPath(media, "bundle-light.svg"), dark: Uri.joinPath(media, "bundle-dark.svg") };
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((wish: Wish) => this.grant(wish));
    const nonce = randomBytes(16).toString("hex");
    const file = (name: string) => panel.webview.asWebviewUri(Uri.joinPath(media, name));
    panel.webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${panel.webview.cspSource}; script-src 'nonce-${nonce}';">
<link rel="stylesheet" href="${file("comparison.css")}">
<title>Comparison</title>
</head>
<body>
<main id="comparison"></main>
<p id="status" role="status" class="unseen"></p>
<script nonce="${nonce}" src="${file("comparison.js")}"></script>
</body>
</html>`;
  }

  private send(): void {
    if (this.panel === undefined) return;
    this.panel.title = this.shown === null ? "Comparison" : this.shown.subject;
    void this.panel.webview.postMessage({ subject: this.subject, comparison: this.shown });
  }

  private async grant(wish: Wish): Promise<void> {
    switch (wish.kind) {
      case "ready":
        return this.send();
      case "show":
        await show(wish.place, true);
        return;
      case "settle":
        return this.settle(wish.choice);
      case "turn":
        return this.turn(wish.by);
    }
  }

  /** Writes the decision into the bundle. The panel follows when the server has read it. */
  private async settle(choice: number): Promise<void> {
    const way = this.shown?.settle[choice];
    const connection = this.server.connection;
    if (way === undefined || connection === undefined) return;
    // What is still to be said is said in the bundle: places to fill in are for the editor that has the focus.
    if (way.title.endsWith("…") && this.subject !== undefined) await focus(this.subject.textDocument.uri);
    const done = await workspace.applyEdit(await connection.protocol2CodeConverter.asWorkspaceEdit(way.edit));
    if (!done) void window.showWarningMessage("Copydesk: the text has changed meanwhile, so nothing was written.");
  }

  /** Goes to the disputed fact after or before this one. */
  private async turn(by: 1 | -1): Promise<void> {
    if (this.subject === undefined) return;
    const about: About = { textDocument: this.subject.textDocument };
    const conflicts = (await this.server.ask("copydesk.conflicts", about)) ?? [];
    const at = conflicts.findIndex((conflict) => conflict.id === this.subject?.id);
    const next = conflicts[(at + by + conflicts.length) % conflicts.length];
    if (next !== undefined) await this.open({ ...about, id: next.id });
  }
}
