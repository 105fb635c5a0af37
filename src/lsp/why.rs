//! "Why …?": what the statements at a place were compared with, as an answer and as something to read.

use std::fmt::Write as _;

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{CodeAction, Command, Range};

use super::asked::Asked;
use crate::answers::{self, Answer};

/// The command that answers.
pub(super) const COMMAND: &str = "copydesk.why";

/// The most lines that are shown in a message; the answer has them all.
const MOST_LINES: usize = 12;

/// The question as an action, for any client: the answer is shown as a message. `None` where no statement stands.
pub(super) fn action(asked: &Asked, range: Range) -> Option<CodeAction> {
    let (text, _) = answers::statement_at(asked.snapshot(), asked.file, asked.span(range))?;
    let title = format!("Why? What “{text}” was compared with");
    let document = asked.document();
    let about = json!({ "textDocument": { "uri": document.uri }, "position": range.start, "show": true });
    let command = Command { title: title.clone(), command: COMMAND.to_owned(), arguments: Some(vec![about]), tooltip: None };
    Some(CodeAction { title, command: Some(command), ..CodeAction::default() })
}

/// What the command answers.
pub(super) fn value(asked: &Asked, answers: &[Answer]) -> Value {
    let answers = answers.iter().map(|answer| {
        let compared = answer.compared.iter().map(|it| {
            let other = it.other.as_ref().map(|it| json!({ "outlet": it.label, "text": it.text, "location": asked.location(it.spot) }));
            json!({ "kind": it.kind, "reported": it.reported, "other": other, "reason": it.reason })
        });
        json!({ "text": answer.text, "location": asked.location(answer.spot), "compared": compared.collect::<Value>() })
    });
    answers.collect()
}

/// The same to read; lines end in `\n`.
pub(super) fn message(answers: &[Answer]) -> String {
    let mut lines = Vec::new();
    for answer in answers {
        lines.push(format!("“{}”", answer.text));
        if answer.compared.is_empty() {
            lines.push("nothing in other articles comes near it".to_owned());
        }
        lines.extend(answer.compared.iter().map(|it| match &it.other {
            None => format!("reported ({}): {}", it.kind, it.reason),
            Some(other) => format!("let pass ({}): “{}” in {}: {}", it.kind, other.text, other.label, it.reason),
        }));
    }
    let mut message = String::new();
    for line in lines.iter().take(MOST_LINES) {
        let _ = writeln!(message, "{line}");
    }
    if MOST_LINES < lines.len() {
        let _ = writeln!(message, "and {} more", lines.len() - MOST_LINES);
    }
    if lines.is_empty() { "no statement stands here\n".to_owned() } else { message }
}
