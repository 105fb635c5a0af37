// From the server's places to the editor's, and showing them.

import { Range, type TextDocumentShowOptions, type TextEditor, Uri, ViewColumn, window, workspace } from "vscode";
import type { Location } from "vscode-languageclient/node";

/** Shows a place: its file on the side where bundles are read, the words selected and in view. */
export async function show(place: Location, keepFocus = false): Promise<TextEditor> {
  const { start, end } = place.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  return open(Uri.parse(place.uri), { selection, preserveFocus: keepFocus });
}

/** Gives the keyboard to a document, where it was read last. */
export async function focus(uri: string): Promise<TextEditor> {
  return open(Uri.parse(uri), {});
}

async function open(uri: Uri, options: TextDocumentShowOptions): Promise<TextEditor> {
  const seen = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const viewColumn = seen?.viewColumn ?? ViewColumn.One;
  return window.showTextDocument(await workspace.openTextDocument(uri), { ...options, viewColumn });
}
