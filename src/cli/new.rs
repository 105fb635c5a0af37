//! `copydesk new`: a bundle from plain articles.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::args::New;
use super::failure::{Failure, io_cause};
use super::find::{article_id, stem};
use super::tally::counted;
use super::{Outcome, load};
use crate::bundle::article_section;

/// Runs the command.
pub(super) fn run(new: &New) -> Outcome {
    match bundle(new).and_then(|text| write(&new.file, &text)) {
        Ok(()) => {
            let articles = counted(new.from.len() as u64, "article", "articles");
            Outcome { summary: Some(format!("wrote {} with {articles}", new.file.display())), ..Outcome::default() }
        }
        Err(failure) => Outcome { failures: vec![failure], ..Outcome::default() },
    }
}

/// The bundle's text. Half a bundle would be found out too late, so one file that cannot be read stops it.
fn bundle(new: &New) -> Result<String, Failure> {
    let mut text = String::new();
    if let Some(title) = &new.title {
        text.push_str(&format!("--- bundle\ntitle: {}\n\n", title.trim()));
    }
    let mut ids: Vec<String> = Vec::new();
    for path in &new.from {
        let article = load::file(path, new.max_size)?;
        let id = free_id(&article_id(&stem(path)), &ids);
        // Empty values mean "not given": they are there to be filled in.
        text.push_str(&article_section(&id, &[("outlet", ""), ("published", "")], &article));
        text.push('\n');
        ids.push(id);
    }
    text.pop();
    Ok(text)
}

/// `id`, or `id-2`, `id-3` where it is taken.
fn free_id(id: &str, taken: &[String]) -> String {
    let id = if id.is_empty() { "article" } else { id };
    let mut free = id.to_owned();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{id}-{number}");
        number += 1;
    }
    free
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    // Asking whether it is there and then writing would leave a moment in between.
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::new(path, format!("{} is there already and is left as it is; give the new bundle another name", path.display()))
        }
        _ => Failure::new(path, format!("cannot write {}: {}", path.display(), io_cause(&error))),
    })
}
