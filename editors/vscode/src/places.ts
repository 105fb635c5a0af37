// From the server's places to the editor's, and showing them.

import { Range, type TextEditor, Uri, ViewColumn, window, workspace } from "vscode";
import type { Location } from "vscode-languageclient/node";

/** Shows a place: its file on the side where bundles are read, the words selected and in view. */
export async function show(place: Location, keepFocus = false): Promise<TextEditor> {
  const uri = Uri.parse(place.uri);
  const { start, end } = place.range;
  const seen = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  return window.showTextDocument(await workspace.openTextDocument(uri), {
    selection: new Range(start.line, start.character, end.line, end.character),
    viewColumn: seen?.viewColumn ?? ViewColumn.One,
    preserveFocus: keepFocus,
  });
}
