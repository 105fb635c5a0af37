//! What the checks keep from one version of a story to the next, so that an edit costs what it touches.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::roll::{Change, Handle, Roll};
use super::{CHECKS, Check, Conflict, Input, Settings, polarity, trace};
use crate::parallel;

/// What a check keeps from one version of a story to the next. What it reports is that of a fresh reading of the story.
pub(super) trait Keeper: Send {
    /// Takes in what has changed, and adds every conflict of its kind that there is now, in no order that means anything.
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>);
}

/// A check that looks at each article by itself; the function is told which (an index into the story's).
pub(super) struct Inside {
    find: fn(&Input<'_>, u32, &mut Vec<Conflict>),
    told: BTreeMap<Handle, Vec<Arc<Conflict>>>,
}

impl Inside {
    /// A check that nothing is known of yet.
    pub(super) fn new(find: fn(&Input<'_>, u32, &mut Vec<Conflict>)) -> Self {
        Self { find, told: BTreeMap::new() }
    }
}

impl Keeper for Inside {
    fn conflicts(&mut self, input: &Input<'_>, change: &Change<'_>, found: &mut Vec<Arc<Conflict>>) {
        for handle in &change.turn.gone {
            self.told.remove(handle);
        }
        for &article in &change.turn.changed {
            let mut conflicts = Vec::new();
            (self.find)(input, article, &mut conflicts);
            let told = conflicts.into_iter().map(|it| change.told(it)).collect();
            self.told.insert(change.roll.handle(article), told);
        }
        found.extend(self.told.values().flatten().cloned());
    }
}

/// From so many changed articles on, two threads are done sooner than one.
const MANY_ARTICLES: usize = 64;

/// What all checks keep.
#[derive(Default)]
pub struct Workings {
    settings: Settings,
    roll: Roll,
    /// By the code of their check.
    keepers: BTreeMap<&'static str, Box<dyn Keeper>>,
    /// What was found last, in the order of [`super::find`].
    last: Vec<Arc<Conflict>>,
}

impl Workings {
    /// Every conflict of the story as it is now, in no order that means anything. Up to `hands` threads take one check after another.
    pub(super) fn found(&mut self, input: &Input<'_>, settings: &Settings, hands: usize) -> Vec<Arc<Conflict>> {
        if self.settings != *settings {
            *self = Self { settings: settings.clone(), ..Self::default() };
        }
        let turn = self.roll.call(input);
        let wanted = CHECKS.iter().filter(|check| settings.severity.get(check.code) != Some(&None));
        let keepers: Vec<Mutex<(&'static Check, Box<dyn Keeper>)>> =
            wanted.map(|check| Mutex::new((*check, self.keepers.remove(check.code).unwrap_or_else(check.keep)))).collect();
        let roll = &self.roll;
        let run = |kept: &Mutex<(&'static Check, Box<dyn Keeper>)>| {
            let (check, keeper) = &mut *kept.lock().unwrap_or_else(PoisonError::into_inner);
            let mut found = Vec::new();
            let severity = settings.severity.get(check.code).copied().flatten();
            trace::begin(check.code);
            keeper.conflicts(input, &Change { roll, turn: &turn, severity }, &mut found);
            found
        };
        // Who asks why listens on this thread.
        let alone = turn.changed.len() < MANY_ARTICLES || trace::is_asked();
        let found: Vec<Vec<Arc<Conflict>>> = parallel::map(&keepers, if alone { 1 } else { hands }, run);
        let keepers = keepers.into_iter().map(|it| it.into_inner().unwrap_or_else(PoisonError::into_inner));
        self.keepers = keepers.map(|(check, keeper)| (check.code, keeper)).collect();
        let mut found: Vec<Arc<Conflict>> = found.into_iter().flatten().collect();
        polarity::drop_placed(&mut found);
        found
    }

    /// Puts the conflicts of the last time in the place of equal ones, so that whoever kept something of them may keep it on; both
    /// lists are in one order.
    pub(super) fn keep(&mut self, found: &mut [Arc<Conflict>]) {
        let mut last = self.last.iter().peekable();
        for conflict in &mut *found {
            while last.next_if(|it| super::order(it, conflict).is_lt()).is_some() {}
            if let Some(same) = last.next_if(|it| Arc::ptr_eq(it, conflict) || it == &&*conflict) {
                *conflict = Arc::clone(same);
            }
        }
        self.last = found.to_vec();
    }
}
