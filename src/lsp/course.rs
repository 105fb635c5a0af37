//! Long work in the background: a list that two threads go through, that can be ended, and that steps aside for what is asked.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// As many as a small machine has cores. More would read faster than a disk gives, and take the editor's own.
const THREADS: usize = 2;

/// How long work waits before it looks again whether somebody is still being answered.
const ASIDE: Duration = Duration::from_millis(1);

/// Counts those who wait for an answer.
#[derive(Debug, Default)]
pub(super) struct Waiting(AtomicUsize);

/// Somebody who waits for an answer; dropped when it is given.
pub(super) struct Waits<'a>(&'a Waiting);

impl Waiting {
    /// Somebody begins to wait.
    pub(super) fn begin(&self) -> Waits<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Waits(self)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// How a piece of long work goes on.
pub(super) struct Course<'a> {
    /// Whether it shall go on at all.
    goes_on: &'a (dyn Fn() -> bool + Sync),
    /// Told after each step: how many are done, of how many.
    step: &'a (dyn Fn(usize, usize) + Sync),
    waiting: &'a Waiting,
}

impl<'a> Course<'a> {
    /// Work that steps aside for those who wait.
    pub(super) fn new(waiting: &'a Waiting, goes_on: &'a (dyn Fn() -> bool + Sync), step: &'a (dyn Fn(usize, usize) + Sync)) -> Self {
        Self { goes_on, step, waiting }
    }

    /// Whether it shall go on.
    pub(super) fn goes_on(&self) -> bool {
        (self.goes_on)()
    }

    /// Does `work` for each of `items`, two at a time; what comes of it in the order of `items`. Where it panics, which is our own bug,
    /// nothing comes of that item. `None` where it was ended before all was done.
    pub(super) fn run<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Option<Vec<R>> {
        let (next, done, ended) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
        let results = Mutex::new(Vec::with_capacity(items.len()));
        let through = || {
            let mut own = Vec::new();
            while let Some((at, item)) = Some(next.fetch_add(1, Ordering::SeqCst)).and_then(|at| Some((at, items.get(at)?))) {
                while 0 < self.waiting.0.load(Ordering::SeqCst) && self.goes_on() {
                    std::thread::sleep(ASIDE);
                }
                if !self.goes_on() {
                    ended.store(true, Ordering::SeqCst);
                    break;
                }
                if let Ok(result) = catch_unwind(AssertUnwindSafe(|| work(item))) {
                    own.push((at, result));
                }
                (self.step)(done.fetch_add(1, Ordering::SeqCst) + 1, items.len());
            }
            results.lock().unwrap_or_else(PoisonError::into_inner).append(&mut own);
        };
        std::thread::scope(|scope| {
            for _ in 1..THREADS.min(items.len()) {
                // Where no other thread can be had, this one does it all.
                let _ = std::thread::Builder::new().name("index".to_owned()).spawn_scoped(scope, through);
            }
            through();
        });
        if ended.into_inner() {
            return None;
        }
        let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.sort_by_key(|(at, _)| *at);
        Some(results.into_iter().map(|(_, result)| result).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Course, Waiting};

    #[test]
    fn all_is_done_and_told_in_order() {
        let (waiting, steps) = (Waiting::default(), AtomicUsize::new(0));
        let step = |_, of| {
            steps.fetch_add(of, Ordering::SeqCst);
        };
        let items: Vec<u32> = (0..1_000).collect();
        let doubled = Course::new(&waiting, &|| true, &step).run(&items, |it| it * 2);
        assert_eq!(doubled, Some((0..1_000).map(|it| it * 2).collect()));
        assert_eq!(steps.into_inner(), 1_000 * 1_000);
    }

    #[test]
    fn what_is_ended_is_not_begun_again() {
        let (waiting, begun) = (Waiting::default(), AtomicUsize::new(0));
        let goes_on = || begun.load(Ordering::SeqCst) < 10;
        let ended = Course::new(&waiting, &goes_on, &|_, _| {}).run(&[(); 1_000], |()| begun.fetch_add(1, Ordering::SeqCst));
        assert_eq!(ended, None);
        assert!(begun.into_inner() < 13);
    }

    #[test]
    fn work_waits_while_somebody_is_answered() {
        let (waiting, begun) = (Waiting::default(), AtomicUsize::new(0));
        let answer = waiting.begin();
        std::thread::scope(|scope| {
            let work = scope.spawn(|| Course::new(&waiting, &|| true, &|_, _| {}).run(&[(); 3], |()| begun.fetch_add(1, Ordering::SeqCst)));
            std::thread::sleep(std::time::Duration::from_millis(30));
            assert_eq!(begun.load(Ordering::SeqCst), 0);
            drop(answer);
            assert!(work.join().is_ok_and(|it| it.is_some()));
        });
    }
}
