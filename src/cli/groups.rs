//! The bundles of one call, read and put together.

use std::sync::Arc;

use super::args::Reading;
use super::failure::Failure;
use super::{find, load, parallel};
use crate::bundle::{self, File, Form};

/// Files that are read as one.
#[derive(Debug)]
pub(super) struct Group {
    /// What the report calls it.
    pub(super) name: String,
    /// The `story` that its files share, where they give one.
    story: Option<String>,
    /// In reading order.
    pub(super) files: Vec<Arc<File>>,
    /// Files of it that could not be read.
    pub(super) failures: Vec<Failure>,
}

/// Everything that the paths of a call name, in the order given, and what could not be looked at.
pub(super) fn read(reading: &Reading) -> (Vec<Group>, Vec<Failure>) {
    let (found, failures) = find::bundles(&reading.paths);
    let read = parallel::map(&found, reading.jobs, |found| {
        let sources = found.files.iter().map(|wanted| load::source(wanted, reading.max_size));
        sources.map(|source| source.map(|source| Arc::new(bundle::parse(source)))).collect::<Vec<_>>()
    });
    let mut groups: Vec<Group> = Vec::new();
    for (found, read) in found.into_iter().zip(read) {
        let mut group = Group { name: found.name, story: None, files: Vec::new(), failures: Vec::new() };
        for file in read {
            match file {
                Ok(file) => group.files.push(file),
                Err(failure) => group.failures.push(failure),
            }
        }
        let file = group.files.first().filter(|file| file.source.form == Form::Bundle);
        group.story = file.and_then(|file| file.headers.story.as_ref()).map(|story| story.value.clone()).filter(|story| !story.is_empty());
        match groups.iter_mut().find(|it| it.story.is_some() && it.story == group.story) {
            Some(same) => same.files.append(&mut group.files),
            None => groups.push(group),
        }
    }
    for group in &mut groups {
        if let (Some(story), [_, _, ..]) = (&group.story, &*group.files) {
            group.name.clone_from(story);
        }
    }
    (groups, failures)
}
