//! The same work on many things at a time, with the results in the order of the things.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// `work` on each of `things` by up to `jobs` threads (`None`: one for each processor).
///
/// The results do not depend on how many there are.
pub(super) fn map<T: Sync, R: Send>(things: &[T], jobs: Option<NonZeroUsize>, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(things.len());
    if jobs <= 1 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(things.len()));
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((at, thing)) = things.iter().enumerate().nth(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = work(thing);
                    done.lock().expect("nobody panics while pushing").push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("nobody panics while pushing");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    #[test]
    fn results_keep_the_order_of_the_things() {
        let things: Vec<u32> = (0..100).collect();
        for jobs in [1, 2, 7, 200] {
            let doubled = super::map(&things, NonZeroUsize::new(jobs), |it| it * 2);
            assert_eq!(doubled, things.iter().map(|it| it * 2).collect::<Vec<_>>());
        }
        assert!(super::map(&[] as &[u32], None, |it| *it).is_empty());
    }
}
