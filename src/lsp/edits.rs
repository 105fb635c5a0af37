//! Edits and actions as the protocol writes them.

use std::collections::BTreeMap;

use serde_json::json;
use tower_lsp::gen_lsp_types::{
    Code, CodeAction, CodeActionKind, Diagnostic, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, Range, SnippetTextEdit,
    StringValue, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use super::asked::Asked;
use super::profile::Profile;
use super::to_proto::SOURCE;
use crate::answers::{self, Action, ActionKind, Written};
use crate::text::Span;

/// The kinds of actions that are offered, each by its name.
pub(super) const KINDS: &[(ActionKind, CodeActionKind)] = &[
    (ActionKind::Fix, CodeActionKind::QuickFix),
    (ActionKind::Rewrite, CodeActionKind::RefactorRewrite),
    (ActionKind::FixAll, CodeActionKind::Custom(std::borrow::Cow::Borrowed("source.fixAll.copydesk"))),
];

/// Whether actions of this kind are asked for: it, or a kind that it is a part of.
pub(super) fn is_wanted(kind: ActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let Some(only) = only else { return true };
    let own = name(kind);
    only.iter().any(|it| {
        let wanted = String::from(it.clone());
        wanted.is_empty() || own.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn name(kind: ActionKind) -> String {
    KINDS.iter().find(|(it, _)| *it == kind).map(|(_, name)| String::from(name.clone())).unwrap_or_default()
}

/// Something that can be done, with the diagnostics it does away with. Where the client can ask for the edit later, what finds the
/// action again stands in its place: `range`, the one that was asked about.
pub(super) fn action(asked: &Asked, profile: &Profile, action: Action, range: Range, shown: &[Diagnostic]) -> CodeAction {
    let about = |it: &&Diagnostic| {
        let code = matches!(&it.code, Some(Code::String(code)) if Some(code.as_str()) == action.about);
        code && it.source.as_deref() == Some(SOURCE)
    };
    let diagnostics: Vec<_> = shown.iter().filter(about).cloned().collect();
    let document = asked.document();
    let data = json!({ "uri": document.uri, "version": document.version, "range": range, "title": action.title });
    CodeAction {
        title: action.title,
        kind: KINDS.iter().find(|(it, _)| *it == action.kind).map(|(_, name)| name.clone()),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        is_preferred: action.sure.then_some(true),
        edit: (!profile.resolves_actions).then(|| edit(asked, profile, action.edits)),
        data: profile.resolves_actions.then_some(data),
        ..CodeAction::default()
    }
}

/// Edits of one or more files, for the versions that were read where the client can tell versions.
pub(super) fn edit(asked: &Asked, profile: &Profile, edits: Vec<Written>) -> WorkspaceEdit {
    let mut by_file = EditsByFile::default();
    gather(asked, edits, &mut by_file);
    workspace_edit(profile, by_file)
}

/// Edits with the file they are for: its address, and the version that was read, where the client knows one. With each what is still to be said in it (bytes of
/// its text).
pub(super) type EditsByFile = BTreeMap<(String, Option<i32>), Vec<(TextEdit, Vec<Span>)>>;

/// Adds edits of one story.
pub(super) fn gather(asked: &Asked, edits: impl IntoIterator<Item = impl Into<Written>>, by_file: &mut EditsByFile) {
    for written in edits {
        let Written { spot, text, gaps } = written.into();
        let document = &asked.edition.documents[spot.file as usize];
        let edits = by_file.entry((document.uri.0.clone(), document.is_open.then_some(document.version))).or_default();
        let edit = (TextEdit { range: asked.location(spot).range, new_text: text }, gaps);
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
}

/// The edits as one change.
#[expect(clippy::disallowed_types, reason = "the protocol's type")]
pub(super) fn workspace_edit(profile: &Profile, by_file: EditsByFile) -> WorkspaceEdit {
    if profile.versioned_edits {
        let documents = by_file.into_iter().map(|((uri, version), edits)| {
            let text_document_identifier = TextDocumentIdentifier { uri: Uri(uri) };
            let text_document = OptionalVersionedTextDocumentIdentifier { version, text_document_identifier };
            let edits = edits.into_iter().map(|(edit, gaps)| {
                if profile.snippet_edits && !gaps.is_empty() {
                    let snippet = StringValue { value: snippet(&edit.new_text, &gaps) };
                    Edit::SnippetTextEdit(SnippetTextEdit { range: edit.range, snippet, annotation_id: None })
                } else {
                    Edit::TextEdit(edit)
                }
            });
            DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits: edits.collect() })
        });
        return WorkspaceEdit { document_changes: Some(documents.collect()), ..WorkspaceEdit::default() };
    }
    let plain = |edits: Vec<(TextEdit, Vec<Span>)>| edits.into_iter().map(|(edit, _)| edit).collect();
    let changes: std::collections::HashMap<_, _> = by_file.into_iter().map(|((uri, _), edits)| (Uri(uri), plain(edits))).collect();
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// What brings `within` of the document asked about into one form.
pub(super) fn formatted(asked: &Asked, within: Span) -> Vec<TextEdit> {
    let edits = answers::formatted(asked.snapshot(), asked.file, within).into_iter();
    edits.map(|it| TextEdit { range: asked.range(it.spot.span), new_text: it.text }).collect()
}

/// Text with places to fill in: words stand there as a first guess, at the end of a line a blank and a place.
fn snippet(text: &str, gaps: &[Span]) -> String {
    let mut snippet = String::with_capacity(text.len() + gaps.len() * 6);
    let mut from = 0;
    for (number, gap) in gaps.iter().enumerate() {
        snippet.push_str(&literal(&text[from..gap.start as usize]));
        if gap.is_empty() {
            snippet.push_str(&format!(" ${}", number + 1));
        } else {
            snippet.push_str(&format!("${{{}:{}}}", number + 1, literal(gap.of(text))));
        }
        from = gap.end as usize;
    }
    snippet.push_str(&literal(&text[from..]));
    snippet
}

/// Text in which nothing is a place to fill in.
fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

#[cfg(test)]
mod tests {
    use tower_lsp::gen_lsp_types::CodeActionKind;

    use super::{is_wanted, snippet};
    use crate::answers::ActionKind;
    use crate::text::Span;

    #[test]
    fn what_is_still_to_be_said_is_a_place_to_fill_in() {
        let text = "between: a \"$3 {x}\"\nby:\n";
        let end = text.len() as u32 - 1;
        assert_eq!(snippet(text, &[Span::new(end, end)]), "between: a \"\\$3 {x\\}\"\nby: $1\n");
        assert_eq!(snippet("[15]{fact=papers}", &[Span::new(10, 16)]), "[15]{fact=${1:papers}\\}");
    }

    #[test]
    fn a_kind_is_asked_for_by_its_name_or_one_it_is_part_of() {
        assert!(is_wanted(ActionKind::FixAll, None));
        assert!(is_wanted(ActionKind::FixAll, Some(&[CodeActionKind::SourceFixAll])));
        assert!(is_wanted(ActionKind::Rewrite, Some(&[CodeActionKind::QuickFix, CodeActionKind::Refactor])));
        assert!(!is_wanted(ActionKind::Fix, Some(&[CodeActionKind::Refactor])));
        assert!(!is_wanted(ActionKind::FixAll, Some(&[CodeActionKind::Custom("source.fix".into())])));
        assert!(is_wanted(ActionKind::Fix, Some(&[CodeActionKind::Empty])));
    }
}
