//! A result that follows what it is made from, without a frame ever waiting for it.

use std::sync::Arc;

use super::worker::{Job, Progress, Worker};

/// The newest result of a kind of work. While a newer one is made the one before stays in sight.
pub struct Latest<K, T> {
    wanted: Option<K>,
    job: Option<Job<T>>,
    made: Option<Arc<T>>,
    from: Option<K>,
}

impl<K, T> Default for Latest<K, T> {
    fn default() -> Self {
        Self { wanted: None, job: None, made: None, from: None }
    }
}

impl<K: Clone + PartialEq, T: Send + 'static> Latest<K, T> {
    /// The newest result there is. Where it is not made from `key`, `work` is started and what was
    /// under way before is cancelled.
    pub fn get(
        &mut self,
        worker: &Worker,
        name: &str,
        key: &K,
        work: impl FnOnce() -> Box<dyn FnOnce(&Progress) -> T + Send>,
    ) -> Option<Arc<T>> {
        if self.wanted.as_ref() != Some(key) {
            self.wanted = Some(key.clone());
            self.job = Some(worker.run(name, work()));
        }
        if let Some(made) = self.job.as_mut().and_then(Job::take) {
            self.made = Some(Arc::new(made));
            self.from.clone_from(&self.wanted);
            self.job = None;
        }
        self.made.clone()
    }

    /// Whether the newest result is made from what was asked for last.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.wanted.is_some() && self.from == self.wanted
    }
}
