// What the server's commands take and give back: `docs/server.md`, section 'Commands'. Any client can call them.

import type { Location, Position, TextDocumentIdentifier, WorkspaceEdit } from "vscode-languageclient/node";

/** What every command is asked about: the story that a bundle belongs to. */
export interface About {
  textDocument: TextDocumentIdentifier;
}

/** A command about a spot in a bundle. */
export interface AboutSpot extends About {
  position: Position;
}

/** A command about one disputed fact. */
export interface AboutConflict extends About {
  id: string;
}

export type Severity = "error" | "warning" | "information" | "hint";

/** One disputed fact with everything that is said of it: an entry of `copydesk.conflicts`. */
export interface Conflict {
  /** Stays the same while its statements' words stay, wherever they move. */
  id: string;
  kind: string;
  severity: Severity;
  subject: string;
  /** "settled: 15 (UPI), M. Ortiz, 21 June 2024"; null while it is open. */
  settled: string | null;
  /** One statement of each article and value, in story order. */
  statements: Statement[];
}

/** One article's word on a disputed fact. */
export interface Statement {
  outlet: string;
  /** The value as a reader sees it. */
  shown: string;
  /** The sentence round it. */
  sentence: string;
  location: Location;
}

/** Somebody named in the articles: an entry of `copydesk.people`. */
export interface Person {
  name: string;
  /** What the record or the articles say the person is; may be empty. */
  roles: string[];
  /** The person's record, where there is one. */
  record: Location | null;
  articles: { outlet: string; mentions: number; first: Location }[];
}

/** One disputed fact, article by article: the answer of `copydesk.comparison`. */
export interface Comparison {
  id: string;
  subject: string;
  kind: string;
  severity: Severity;
  reason: string;
  remark: string | null;
  settled: string | null;
  /** How many independent accounts speak; null where two articles of no common source stand against each other. */
  accounts: string | null;
  columns: Column[];
  /** The ways to settle it, as edits that add a decision to the bundle. */
  settle: { title: string; edit: WorkspaceEdit }[];
}

/** What one outlet says. */
export interface Column {
  outlet: string;
  published: string | null;
  draft: boolean;
  statements: {
    /** Which of the different values, from 0, in the order of their first statement. */
    group: number;
    shown: string;
    /** The sentence in pieces, in order. */
    sentence: { text: string; mark: "value" | "differs" | null }[];
    location: Location;
  }[];
}

/** What one statement was compared with: an entry of `copydesk.why`. */
export interface Answer {
  text: string;
  location: Location;
  compared: {
    kind: string;
    reported: boolean;
    /** The other side of a comparison that was let pass. */
    other: { outlet: string; text: string; location: Location } | null;
    reason: string;
  }[];
}

/** The commands, by name: what each is asked, and what comes back. */
export interface Commands {
  "copydesk.conflicts": [About, Conflict[]];
  "copydesk.people": [About, Person[]];
  "copydesk.comparison": [AboutSpot | AboutConflict, Comparison | null];
  "copydesk.why": [AboutSpot, Answer[]];
  "copydesk.next": [AboutSpot, Location | null];
  "copydesk.previous": [AboutSpot, Location | null];
  /** The report on a bundle, in Markdown. */
  "copydesk.report": [About, string];
}
