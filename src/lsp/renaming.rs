//! Renaming somebody everywhere: in the story that was asked in, in those that are open, and in those that nobody has open.

use std::sync::Arc;

use tower_lsp::gen_lsp_types::{RenameParams, WorkspaceEdit};
use tower_lsp::jsonrpc::{Error, Result};

use super::asked::Asked;
use super::desk::Desk;
use super::documents::View;
use super::edits::{self, EditsByFile};
use super::server::REQUEST_FAILED;
use crate::answers::{self, Label, Renamed};

/// What is to be written; `None` where nothing can be renamed.
///
/// # Errors
///
/// With a sentence for whoever asked, where the new name cannot be.
pub(super) fn rename(desk: &Desk, view: &View, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = &params.text_document_position_params;
    let Some(asked) = desk.asked(view, &at.text_document.uri) else { return Ok(None) };
    let Some(renamed) = answers::renamed(asked.snapshot(), asked.file, asked.offset(at.position)) else { return Ok(None) };
    let mut by_file = EditsByFile::default();
    write(&asked, &renamed, &params.new_name, Some(asked.file), &mut by_file)?;
    // Records are shared: what they name is named in other stories too.
    if renamed.recorded {
        let mut read = asked.paths();
        for document in view.documents() {
            let Some(other) = desk.asked(view, &document.uri).filter(Asked::is_first) else { continue };
            if !Arc::ptr_eq(&other.edition, &asked.edition) {
                read.append(&mut other.paths());
                write(&other, &renamed, &params.new_name, None, &mut by_file)?;
            }
        }
        let encoding = desk.profile().encoding;
        for edition in desk.survey.read_those(view.shelf(), &read, |text| may_name(text, &renamed)) {
            let other = Asked { edition: Arc::new(edition), file: 0, encoding };
            write(&other, &renamed, &params.new_name, None, &mut by_file)?;
        }
    }
    Ok(Some(edits::workspace_edit(&desk.profile(), by_file)))
}

fn write(asked: &Asked, renamed: &Renamed, new: &str, home: Option<u32>, by_file: &mut EditsByFile) -> Result<()> {
    let refused = |why: String| Error { code: REQUEST_FAILED, message: why.into(), data: None };
    edits::gather(asked, answers::rename(asked.snapshot(), renamed, new, home).map_err(refused)?, by_file);
    Ok(())
}

/// Whether anything may be written in a file with this text. Outside records an id stands in annotations and values as it is, and a
/// name changes in drafts alone.
fn may_name(text: &str, renamed: &Renamed) -> bool {
    let holds = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    match &renamed.what {
        Label::Id => holds(&renamed.id),
        Label::Name(name) => holds("draft") && name.split_whitespace().any(holds),
    }
}
