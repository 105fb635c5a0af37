//! The bundles of one call, read and put together.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::args::Reading;
use super::config::Projects;
use super::failure::Failure;
use super::{find, load};
use crate::bundle::{self, File, Story};
use crate::conflicts::Settings;
use crate::parallel;

/// One story with what the report calls it.
#[derive(Debug)]
pub(super) struct Group {
    /// The bundle's name; the id of the story where several bundles share one.
    pub(super) name: String,
    /// What is read; without a file where none of the bundle's files could be.
    pub(super) story: Story,
    /// What is looked for in it, as the project file says that holds for its first file.
    pub(super) settings: Arc<Settings>,
    /// Files of it that could not be read.
    pub(super) failures: Vec<Failure>,
}

/// Everything that the paths of a call name, in the order given, and what could not be looked at.
pub(super) fn read(reading: &Reading) -> (Vec<Group>, Vec<Failure>) {
    let mut projects = Projects::default();
    let (found, mut failures) = find::bundles(&reading.paths);
    let read = parallel::map(&found, reading.hands(), |found| {
        let sources = found.files.iter().map(|wanted| load::source(wanted, reading.max_size));
        sources.map(|source| source.map(|source| Arc::new(bundle::parse(source)))).collect::<Vec<_>>()
    });
    let mut bundles: Vec<Vec<Arc<File>>> = Vec::new();
    // Each bundle's name and failures, by its first file.
    let mut named: BTreeMap<*const File, (usize, String, Vec<Failure>)> = BTreeMap::new();
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for (at, (found, read)) in found.into_iter().zip(read).enumerate() {
        let mut files = Vec::new();
        let mut unread = Vec::new();
        for file in read {
            match file {
                Ok(file) => files.push(file),
                Err(failure) => unread.push(failure),
            }
        }
        match files.first() {
            None => {
                groups.push((at, Group { name: found.name, story: Story::read(Vec::new()), settings: Arc::default(), failures: unread }));
            }
            Some(first) => {
                named.insert(Arc::as_ptr(first), (at, found.name, unread));
                bundles.push(files);
            }
        }
    }
    for story in bundle::stories(bundles) {
        let own = &story.files[..story.own as usize];
        let mut parts = own.iter().filter_map(|file| named.remove(&Arc::as_ptr(file)));
        let (at, mut name, mut unread) = parts.next().expect("a story is made of the bundles found");
        let mut shared = false;
        for (_, _, more) in parts {
            shared = true;
            unread.extend(more);
        }
        if let (true, Some(story)) = (shared, own.iter().find_map(|file| file.headers.story.as_ref())) {
            name = story.value.to_string();
        }
        let settings = own.first().map_or_else(Arc::default, |file| projects.checks(Path::new(&file.source.name)));
        groups.push((at, Group { name, story, settings, failures: unread }));
    }
    failures.extend(projects.failures);
    groups.sort_by_key(|(at, _)| *at);
    (groups.into_iter().map(|(_, group)| group).collect(), failures)
}
