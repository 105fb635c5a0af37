//! `tests/specs/*.md`: what each check reports and what it stays silent on, as examples that run.
//!
//! A fenced block that opens with ```` ```bundle ```` is a bundle with marks (see `src/fixture.rs`). `UPDATE_EXPECT=1`
//! rewrites the marks; read the change like any other.

use std::path::Path;

use crate::fixture::{self, Mismatch};

#[test]
fn every_example_in_the_specs_is_reported_as_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = String::new();
    for path in crate::files(&folder, "md") {
        let page = crate::text_of(&path);
        let (checked, mismatches) = check(&page);
        if update && checked != page {
            std::fs::write(&path, &checked).expect("the page can be written");
        }
        for (title, Mismatch { marked, reported }) in mismatches {
            wrong.push_str(&format!(
                "{}: {title}\n---- as marked ----\n{marked}---- as reported ----\n{reported}\n",
                path.file_name().unwrap_or_default().display()
            ));
        }
    }
    assert!(update || wrong.is_empty(), "{wrong}");
}

/// The page with the marks that would be right, and what was wrong, by the heading it stands under.
fn check(page: &str) -> (String, Vec<(String, Mismatch)>) {
    let mut checked = String::new();
    let mut mismatches = Vec::new();
    let mut title = String::new();
    let mut block: Option<String> = None;
    for line in page.split_inclusive('\n') {
        match &mut block {
            Some(marked) if line.trim_end() == "```" => {
                match fixture::conflicts_as_reported(marked) {
                    Ok(_) => checked.push_str(marked),
                    Err(mismatch) => {
                        checked.push_str(&mismatch.reported);
                        mismatches.push((title.clone(), mismatch));
                    }
                }
                checked.push_str(line);
                block = None;
            }
            Some(marked) => marked.push_str(line),
            None => {
                checked.push_str(line);
                if let Some(heading) = line.strip_prefix('#') {
                    heading.trim_start_matches('#').trim().clone_into(&mut title);
                }
                if line.trim_end() == "```bundle" {
                    block = Some(String::new());
                }
            }
        }
    }
    assert!(block.is_none(), "a fenced bundle is not closed under {title}");
    (checked, mismatches)
}
