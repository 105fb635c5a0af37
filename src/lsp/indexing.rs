//! Getting to know the workspace folders, in the background: which bundles there are, then what the closed ones say.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp::gen_lsp_types::WorkDoneProgressCancelParams;

use super::course::Course;
use super::desk::Desk;
use super::progress::Progress;
use super::server::Server;
use super::shelf::Shelf;

/// An editor opens its documents within this time of its greeting. Those are read first, and their stories need not be read twice.
const GREETING: Duration = Duration::from_secs(1);

/// More files than this are shown being read whenever it happens: a branch has changed, not a file been saved.
const MANY: usize = 200;

/// Who looks what there is on disk, and who waits for that.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// How often somebody wanted to look.
    count: AtomicU64,
    /// Held by whoever looks.
    looking: Mutex<()>,
    /// Whether one has come to its end in these folders.
    seen: AtomicBool,
    /// Whether somebody has ended it: then nothing is looked at until there are other folders.
    given_up: AtomicBool,
    /// How many are wanted and not done.
    under_way: watch::Sender<usize>,
    /// The sentences on what is left out that have been told last.
    told: Mutex<Vec<String>>,
}

/// One look that is wanted; dropped when it is done.
struct Look {
    desk: Arc<Desk>,
    turn: u64,
}

impl Looks {
    /// Nobody shall look any more.
    pub(super) fn end(&self) {
        self.given_up.store(true, Ordering::SeqCst);
    }

    /// There are other folders from now on.
    pub(super) fn begin_again(&self) {
        self.seen.store(false, Ordering::SeqCst);
        self.given_up.store(false, Ordering::SeqCst);
    }

    /// How many looks are wanted and not done, now and later.
    pub(super) fn under_way(&self) -> watch::Receiver<usize> {
        self.under_way.subscribe()
    }

    fn goes_on(&self) -> bool {
        !self.given_up.load(Ordering::SeqCst)
    }

    /// Those of the sentences that have not been told yet.
    fn news(&self, notices: Vec<String>) -> Vec<String> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let news = notices.iter().filter(|it| !told.contains(it)).cloned().collect();
        *told = notices;
        news
    }
}

impl Look {
    /// From now on somebody looks.
    fn begin(desk: &Arc<Desk>) -> Self {
        desk.looks.under_way.send_modify(|it| *it += 1);
        Self { desk: Arc::clone(desk), turn: desk.looks.count.fetch_add(1, Ordering::SeqCst) + 1 }
    }

    /// Waits until nobody else does.
    fn alone(&self) -> MutexGuard<'_, ()> {
        self.desk.looks.looking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody came later, who will see what this one would and more.
    fn is_newest(&self) -> bool {
        self.desk.looks.count.load(Ordering::SeqCst) == self.turn
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        self.desk.looks.under_way.send_modify(|it| *it -= 1);
    }
}

impl Server {
    /// Looks what bundles there are in the workspace folders and reads those that are not open, on threads of its own; what is asked
    /// meanwhile is answered with what is known.
    pub(super) fn look_round(&self) {
        let looks = &self.desk.looks;
        if !looks.goes_on() || (self.desk.roots().is_empty() && self.desk.documents.shelf().is_empty()) {
            return;
        }
        // It counts from now on, so that who asks next can wait for it.
        let look = Look::begin(&self.desk);
        let (server, runtime) = (self.clone(), tokio::runtime::Handle::current());
        let begun = std::thread::Builder::new().name("index".to_owned()).spawn(move || {
            let _within = runtime.enter();
            let _alone = look.alone();
            if look.is_newest() {
                server.index(&look);
            }
        });
        // Where no thread can be had, the open documents are all there is.
        drop(begun);
    }

    /// The client's user has had enough of it.
    #[expect(clippy::unused_async, reason = "a handler is asynchronous whether it waits or not")]
    pub(super) async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        if Progress::is_ours(&params.token) {
            self.desk.looks.end();
            self.tell(vec![
                "the workspace folders are not read on: what is known of them stays as it is until there are others".to_owned(),
            ]);
        }
    }

    fn index(&self, turn: &Look) {
        let (desk, looks) = (&self.desk, &self.desk.looks);
        let first = !looks.seen.load(Ordering::SeqCst);
        let shown = |progress: &Progress, done: usize, of: usize, what: &str| {
            if first || MANY < of {
                progress.begin();
                progress.report(100 * done / of, || format!("{done} of {of} {what}"));
            }
        };
        let finding = Progress::new(self, "Finding bundles");
        if first {
            finding.begin();
        }
        let found = |done: usize, of: usize| shown(&finding, done, of, "files");
        let before = desk.documents.shelf();
        let goes_on = || looks.goes_on();
        let course = Course::new(&desk.waiting, &goes_on, &found);
        let Some((files, notices)) = Shelf::look(&before, &desk.roots(), &course) else { return };
        self.tell(looks.news(notices));
        if !before.is_same(&files) {
            desk.documents.shelve(files);
            self.changed(true);
        }
        drop(finding);
        if first {
            std::thread::sleep(GREETING);
        }
        let reading = Progress::new(self, "Reading bundles");
        let read = |done: usize, of: usize| shown(&reading, done, of, "stories");
        let goes_on = || looks.goes_on() && turn.is_newest();
        let course = Course::new(&desk.waiting, &goes_on, &read);
        let on_disk = desk.documents.shelf();
        let news = desk.survey.look(&on_disk, desk.settle_closed(&on_disk), desk.profile(), || desk.documents.open_paths(), &course);
        if goes_on() {
            looks.seen.store(true, Ordering::SeqCst);
        }
        if news {
            self.changed_on_disk();
        }
    }
}
