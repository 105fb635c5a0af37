// The side view: what is disputed in the bundle at hand, and who is named in it.

import {
  type Disposable,
  type Event,
  EventEmitter,
  type FileDecoration,
  type FileDecorationProvider,
  type ProviderResult,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from "vscode";
import type { Location } from "vscode-languageclient/node";
import type { Conflict, Person, Severity, Statement } from "./protocol";

/** A row of a view, and what stands under it. */
export class Row extends TreeItem {
  /** The disputed fact that the row is about. */
  conflict: Conflict | undefined;

  constructor(
    label: string,
    /** Where the row leads. */
    place: Location | undefined,
    readonly rows: Row[] = [],
  ) {
    super(label, rows.length > 0 ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.None);
    if (place !== undefined) this.command = { command: "copydesk.show", title: "Show", arguments: [place] };
  }
}

/** A list of rows that is replaced as a whole. */
export class Rows implements TreeDataProvider<Row> {
  private rows: Row[] = [];
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData: Event<void> = this.changed.event;

  replace(rows: Row[]): void {
    this.rows = rows;
    this.changed.fire();
  }

  getTreeItem(row: Row): Row {
    return row;
  }

  getChildren(row?: Row): Row[] {
    return row === undefined ? this.rows : row.rows;
  }
}

/** One row for each disputed fact, with a row for each article's word on it; settled ones dimmed. */
export function conflictRows(conflicts: Conflict[]): Row[] {
  return conflicts.map((conflict) => {
    const settled = conflict.settled !== null;
    const row = new Row(
      conflict.subject,
      conflict.statements[0]?.location,
      conflict.statements.map((statement) => statementRow(statement, settled)),
    );
    row.id = conflict.id;
    row.conflict = conflict;
    row.contextValue = "conflict";
    const values = [...new Set(conflict.statements.map((statement) => statement.shown))].join(" · ");
    row.description = conflict.settled ?? values;
    row.tooltip = conflict.settled === null ? values : `${values}\n${conflict.settled}`;
    row.iconPath = icon(settled ? "settled" : conflict.severity);
    row.accessibilityInformation = {
      label: `${settled ? "settled" : conflict.severity}: ${conflict.subject}, ${values}`,
    };
    if (settled) {
      row.collapsibleState = TreeItemCollapsibleState.Collapsed;
      row.resourceUri = DIMMED;
    }
    return row;
  });
}

function statementRow(statement: Statement, settled: boolean): Row {
  const row = new Row(statement.shown, statement.location);
  row.description = `${statement.outlet}: ${statement.sentence}`;
  row.tooltip = `${statement.outlet}\n${statement.sentence}`;
  row.accessibilityInformation = { label: `${statement.shown}, ${statement.outlet}: ${statement.sentence}` };
  if (settled) row.resourceUri = DIMMED;
  return row;
}

/** One row for each person, with a row for each article that names the person. */
export function peopleRows(people: Person[]): Row[] {
  return people.map((person) => {
    const rows = person.articles.map((article) => {
      const row = new Row(article.outlet, article.first);
      row.description = counted(article.mentions, "mention");
      row.accessibilityInformation = { label: `${article.outlet}, ${row.description}` };
      return row;
    });
    const mentions = person.articles.reduce((sum, article) => sum + article.mentions, 0);
    const row = new Row(person.name, person.record ?? person.articles[0]?.first, rows);
    row.collapsibleState = rows.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
    const articles = counted(person.articles.length, "article");
    row.description = [person.roles[0], `${mentions} in ${articles}`].filter(Boolean).join(" · ");
    row.tooltip = [person.name, ...person.roles].join("\n");
    row.iconPath = new ThemeIcon(person.record === null ? "person" : "account");
    row.accessibilityInformation = { label: `${person.name}, ${counted(mentions, "mention")} in ${articles}` };
    return row;
  });
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function icon(kind: Severity | "settled"): ThemeIcon {
  switch (kind) {
    case "settled":
      return new ThemeIcon("check", new ThemeColor("disabledForeground"));
    case "error":
      return new ThemeIcon("error", new ThemeColor("list.errorForeground"));
    case "warning":
      return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
    default:
      return new ThemeIcon("info", new ThemeColor("editorInfo.foreground"));
  }
}

const DIMMED = Uri.parse("copydesk-settled:/");

/** Dims the rows of settled conflicts: a view has no other way to colour a label. */
export class Dimming implements FileDecorationProvider, Disposable {
  provideFileDecoration(uri: Uri): ProviderResult<FileDecoration> {
    return uri.scheme === DIMMED.scheme ? { color: new ThemeColor("disabledForeground") } : undefined;
  }

  dispose(): void {}
}
